//! Pages of `arrangement`.

use crate::routes::Routes;

/// The routes of `arrangement`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
}
