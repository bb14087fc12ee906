declare module 'express4' {
  // Express 4 under a name of its own; what the apps here use of it has the same types in Express 5.
  import express from 'express';
  export default express;
}
