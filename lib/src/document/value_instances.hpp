// The templates behind Value, compiled once, in value_instances.cpp, and not in each source again:
// a fifth of the time that the library takes to compile. A part of the precompiled headers; nothing
// includes it by name.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

/// `declare` is `extern template` to use them and `template` to make them; the parser reads strings
/// and views.
#define PROFILESTORE_VALUE_INSTANCES(declare)                                              \
  declare class nlohmann::basic_json<nlohmann::ordered_map>;                               \
  declare class std::vector<nlohmann::ordered_json>;                                       \
  namespace nlohmann::detail {                                                             \
  declare class serializer<ordered_json>;                                                  \
  declare class json_sax_dom_parser<ordered_json>;                                         \
  declare class json_sax_dom_callback_parser<ordered_json>;                                \
  declare class lexer<ordered_json, iterator_input_adapter<const char*>>;                  \
  declare class parser<ordered_json, iterator_input_adapter<const char*>>;                 \
  declare class lexer<ordered_json, iterator_input_adapter<std::string::const_iterator>>;  \
  declare class parser<ordered_json, iterator_input_adapter<std::string::const_iterator>>; \
  }

PROFILESTORE_VALUE_INSTANCES(extern template)
