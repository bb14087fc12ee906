declare module 'multer' {
  import type { RequestHandler } from 'express';
  // What the tests use of a package without types of its own.
  export default function multer(options?: { limits?: { fileSize?: number } }): {
    single(field: string): RequestHandler;
  };
}
