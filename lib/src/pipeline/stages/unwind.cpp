// $unwind: a document for each element of an array.
#include <fmt/format.h>

#include <utility>

#include "document/number.hpp"
#include "document/type.hpp"
#include "evaluation/result.hpp"
#include "pipeline/fields.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/stages/reshape.hpp"

namespace profilestore::pipeline {
namespace {

constexpr std::string_view unwind_name = "$unwind";

struct Unwinding {
  document::Path path{""};
  std::optional<document::Path> index = {};
  bool preserve = false;
};

class Unwound : public Stream {
 public:
  Unwound(StreamPointer input, const Unwinding& how) : input_(std::move(input)), how_(how) {}

 private:
  std::optional<Document> read() override {
    while (next_ >= elements_.size()) {
      auto document = input_->next();
      if (!document) return std::nullopt;
      if (auto whole = begin(*std::move(document))) return whole;
    }
    const std::size_t at = next_++;
    Document document = next_ == elements_.size() ? std::move(document_) : Document(document_);
    document::put(document, how_.path, std::move(elements_[at]));
    if (how_.index) set_field(document, *how_.index, document::long_integer(index_of(at)));
    return document;
  }

  static std::int64_t index_of(std::size_t at) { return static_cast<std::int64_t>(at); }

  // A document that is given as it is; nothing: its elements are to be given, or nothing of it.
  std::optional<Document> begin(Document document) {
    auto* found = const_cast<Value*>(document::find(document, how_.path));
    const bool nullish = expression::Result::seen(found).is_nullish();
    if (!nullish && found->is_array() && !found->empty()) {
      // Each element gets a copy of the document, which has null in the place of the array.
      Value array = std::exchange(*found, Value());
      elements_ = std::move(array.get_ref<Value::array_t&>());
      next_ = 0;
      document_ = std::move(document);
      return std::nullopt;
    }
    const bool empty = !nullish && found->is_array();
    if ((nullish || empty) && !how_.preserve) return std::nullopt;
    if (empty) remove_field(document, how_.path);
    if (how_.index) set_field(document, *how_.index, nullptr);
    return document;
  }

  StreamPointer input_;
  const Unwinding& how_;
  Document document_;
  std::vector<Value> elements_;
  std::size_t next_ = 0;
};

class Unwind : public Stage {
 public:
  explicit Unwind(Unwinding how) : how_(std::move(how)) {}
  StreamPointer over(StreamPointer input, const Run&) const override {
    return std::make_unique<Unwound>(std::move(input), how_);
  }
  Fields needs(const Fields& after) const override {
    return with_fields(after, {how_.path.text()});
  }

 private:
  Unwinding how_;
};

Unwinding unwinding_of(const Value& specification) {
  Unwinding how;
  std::optional<std::string> path;
  if (specification.is_string()) {
    path = specification.get<std::string>();
  } else if (document::is_plain_object(specification)) {
    for (const auto& [name, value] : specification.items()) {
      if (name == "path") {
        path = text_of(28808, unwind_name, name, value);
      } else if (name == "preserveNullAndEmptyArrays") {
        if (!value.is_boolean())
          refuse(28809, unwind_name, fmt::format("takes true or false as '{}'", name));
        how.preserve = value.get<bool>();
      } else if (name == "includeArrayIndex") {
        const std::string field = text_of(28810, unwind_name, name, value);
        if (field.empty())
          refuse(28810, unwind_name, "takes a name that is not empty as 'includeArrayIndex'");
        if (field.starts_with('$'))
          refuse(28822, unwind_name, "takes a name without '$' as 'includeArrayIndex'");
        how.index = field_path(unwind_name, field);
      } else {
        refuse(28811, unwind_name, fmt::format("has no option '{}'", name));
      }
    }
  } else {
    refuse(15981, unwind_name, "takes a path, or an object with one");
  }
  if (!path || path->empty()) refuse(28812, unwind_name, "needs a path");
  how.path = path_of_dollar(28818, unwind_name, *path);
  return how;
}

}  // namespace

StagePointer parse_unwind(const Value& specification, const Context&) {
  return std::make_shared<Unwind>(unwinding_of(specification));
}

}  // namespace profilestore::pipeline
