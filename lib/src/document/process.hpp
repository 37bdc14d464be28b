// Which process this is, without asking the system each time.
#pragma once

#include <sys/types.h>

namespace profilestore::document {

/// As getpid(), also in a child, however it was forked. The child of a vfork, which may do no more
/// than exec, is told its parent's.
pid_t process_id();

}  // namespace profilestore::document
