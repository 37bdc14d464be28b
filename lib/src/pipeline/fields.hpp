// Fields of documents by dotted paths, as stages set and remove them.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>

#include "document/path.hpp"

namespace profilestore::pipeline {

/// Sets the field; what stands on the way and is no object gives way to one. MongoDB:
/// MutableDocument::setNestedField.
void set_field(Document& document, const document::Path& path, Value value);

/// Removes the field, if it is there; objects alone are walked through.
void remove_field(Document& document, const document::Path& path);

/// The path that "$path" names. Throws InvalidExpression (`code`) if it does not begin with `$`,
/// and for a path that no field can have.
document::Path path_of_dollar(int code, std::string_view stage, const std::string& text);

/// Throws InvalidExpression for a path that no field can have: see expression::check_field_path.
document::Path field_path(std::string_view stage, const std::string& text);

}  // namespace profilestore::pipeline
