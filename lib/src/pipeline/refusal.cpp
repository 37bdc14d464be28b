#include "pipeline/refusal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "document/path.hpp"

namespace profilestore::pipeline {

void refuse_unsupported(std::string_view stage, std::string_view what_to_do) {
  refuse(not_supported, stage, fmt::format("is not supported: {}", what_to_do));
}

void refuse_disk(std::string_view stage) {
  refuse(no_disk_allowed, stage,
         "needs more memory than memory_limit, and allow_disk_use is false: allow it, raise the "
         "limit, or let an earlier stage give less");
}

void refuse_unknown(int code, std::string_view stage, const Value& specification,
                    std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : specification.items())
    if (std::ranges::find(known, name) == known.end())
      refuse(code, stage,
             fmt::format("has no option '{}'; there is {}", name, fmt::join(known, ", ")));
}

const Value& required(std::string_view stage, const Value& specification, std::string_view name) {
  if (const Value* value = document::member(specification, name)) return *value;
  refuse(missing_field, stage, fmt::format("lacks its option '{}'", name));
}

std::string text_of(int code, std::string_view stage, std::string_view name, const Value& value) {
  if (!value.is_string()) refuse(code, stage, fmt::format("takes a string as '{}'", name));
  return value.get<std::string>();
}

}  // namespace profilestore::pipeline
