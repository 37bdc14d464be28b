// What MongoDB has and this library has not: refused by its name.
#include <array>

#include "evaluation/refusal.hpp"
#include "expression/families.hpp"

namespace profilestore::expression {
namespace {

NodePtr refuse_code(const Parser&, const std::string& name, const Value&) {
  refuse_unsupported(name, "there is no JavaScript here; say it with other expressions");
}

NodePtr refuse_chance(const Parser&, const std::string& name, const Value&) {
  refuse_unsupported(name, "an expression gives the same for the same document");
}

NodePtr refuse_clock(const Parser&, const std::string& name, const Value&) {
  refuse_unsupported(name, "it is of MongoDB 9; $$NOW is when the call began");
}

NodePtr refuse_metadata(const Parser&, const std::string& name, const Value& operand) {
  // MongoDB: the code of a score that no search has made.
  if (operand == "textScore") refuse(40218, name, "asks for a text score, and there is no search");
  refuse_unsupported(name, "there is no text or geographical search here");
}

NodePtr refuse_hash(const Parser&, const std::string& name, const Value&) {
  refuse_unsupported(name, "there are no hashed indexes here");
}

NodePtr refuse_encryption(const Parser&, const std::string& name, const Value&) {
  refuse_unsupported(name, "there is no queryable encryption here");
}

NodePtr refuse_json_text(const Parser&, const std::string& name, const Value&) {
  refuse_unsupported(name, "convert in the application");
}

NodePtr refuse_window(const Parser&, const std::string& name, const Value&) {
  refuse_unsupported(name, "it is no expression, but an accumulator or a window function");
}

constexpr std::array refused_table{
    Operator{.name = "$function", .parse = refuse_code},
    Operator{.name = "$accumulator", .parse = refuse_code},
    Operator{.name = "$where", .parse = refuse_code},
    Operator{.name = "$rand", .parse = refuse_chance},
    Operator{.name = "$sampleRate", .parse = refuse_chance},
    Operator{.name = "$createObjectId", .parse = refuse_chance},
    Operator{.name = "$currentDate", .parse = refuse_clock},
    Operator{.name = "$meta", .parse = refuse_metadata},
    Operator{.name = "$toHashedIndexKey", .parse = refuse_hash},
    Operator{.name = "$encStrContains", .parse = refuse_encryption},
    Operator{.name = "$encStrEndsWith", .parse = refuse_encryption},
    Operator{.name = "$encStrNormalizedEq", .parse = refuse_encryption},
    Operator{.name = "$encStrStartsWith", .parse = refuse_encryption},
    Operator{.name = "$toArray", .parse = refuse_json_text},
    Operator{.name = "$toObject", .parse = refuse_json_text},
    Operator{.name = "$serializeEJSON", .parse = refuse_json_text},
    Operator{.name = "$deserializeEJSON", .parse = refuse_json_text},
    Operator{.name = "$hash", .parse = refuse_json_text},
    Operator{.name = "$hexHash", .parse = refuse_json_text},
    Operator{.name = "$similarityCosine", .parse = refuse_metadata},
    Operator{.name = "$similarityDotProduct", .parse = refuse_metadata},
    Operator{.name = "$similarityEuclidean", .parse = refuse_metadata},
    Operator{.name = "$minMaxScaler", .parse = refuse_window},
    Operator{.name = "$subtype", .parse = refuse_json_text},
};

}  // namespace

Family refused_operators() { return refused_table; }

}  // namespace profilestore::expression
