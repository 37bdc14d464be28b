// What the library throws, as what a person reads.
#pragma once

#include <exception>

#include "access/lane.hpp"

namespace profiles::access {

/// A sentence and what to do, of any exception.
Failure failure_of(const std::exception_ptr& error);

}  // namespace profiles::access
