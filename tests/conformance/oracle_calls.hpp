// The calls that the cases of the oracle ask for.
#pragma once

#include <functional>
#include <map>
#include <profilestore/profilestore.hpp>
#include <string>

namespace oracle {

using namespace profilestore;

/// One case, and what of it is needed to compare.
struct Case {
  Document whole;
  std::string known;  ///< where ObjectIds stand that are named
  const Value& arguments() const { return whole["op"]["arguments"]; }
  Value argument(const char* name, Value otherwise = nullptr) const {
    return arguments().contains(name) ? arguments()[name] : otherwise;
  }
};

using Ask = std::function<Value(Collection&, const Case&)>;

/// By the name that a case has for it.
const std::map<std::string, Ask>& operations();

Value all_of(Cursor found);

}  // namespace oracle
