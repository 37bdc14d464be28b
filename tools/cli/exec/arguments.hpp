// The arguments of one operation of exec, read by name and type.
#pragma once

#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::cli {

/// MongoDB's error codes for a wrong command.
inline constexpr int bad_value = 2;
inline constexpr int type_mismatch = 14;
inline constexpr int command_not_found = 59;
inline constexpr int missing_field = 40414;
inline constexpr int unknown_field = 40415;

/// Throws InvalidInput (40415) if `object`, which the messages call `what`, has a field that is not
/// in `known`; the message says whether MongoDB has such a field. Those in `passed` pass: the
/// operation refuses them with a message of its own, or they change nothing in it.
void refuse_unknown(const Document& object, std::string_view what,
                    const std::vector<std::string_view>& known,
                    const std::vector<std::string_view>& passed = {});

/// What drivers send with any operation, and what changes nothing where there is no server.
bool is_idle_option(std::string_view name);

/// Reads fields of an object. Every call may throw InvalidInput that names the field: 14 if it has
/// the wrong type, 40414 if it is required and missing.
class Fields {
 public:
  explicit Fields(const Document& object) : object_(object) {}

  bool has(std::string_view name) const { return find(name) != nullptr; }
  const Document& document(std::string_view name) const;
  /// Of any type: the library refuses what is no update, with MongoDB's code.
  const Value& update(std::string_view name) const { return get(name); }
  const Value& any(std::string_view name) const { return get(name); }
  Document document_or_empty(std::string_view name) const;
  std::vector<Document> documents(std::string_view name) const;
  std::vector<Document> documents_if_any(std::string_view name) const;
  std::string text(std::string_view name) const;
  std::string text_or(std::string_view name, std::string_view otherwise) const;
  /// MongoDB: a number is a flag too, which is set unless it is 0.
  bool flag_or(std::string_view name, bool otherwise) const;
  std::int64_t number_or(std::string_view name, std::int64_t otherwise) const;

 private:
  const Value* find(std::string_view name) const;
  const Value& get(std::string_view name) const;

  const Document& object_;
};

/// The whole number of any numeric type; nullopt for any other value.
std::optional<std::int64_t> whole_number(const Value& value);

}  // namespace profilestore::cli
