#pragma once

namespace isbe {

/** Shortens the spins of OpenMP's threads while other programs want the cores; once a process. */
void watch_contention();

}  // namespace isbe
