// What a call throws, as a value to be looked at.
#pragma once

#include <optional>

/// The exception of type `E` that `call` throws; nothing if it throws none. Others pass.
template <class E, class Call>
std::optional<E> caught(Call&& call) {
  try {
    call();
  } catch (const E& thrown) {
    return thrown;
  }
  return std::nullopt;
}
