// $count and $sortByCount.
#include "document/type.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/several.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/stages/group.hpp"
#include "pipeline/stages/sort.hpp"

namespace profilestore::pipeline {
namespace {

class Counted : public Stream {
 public:
  Counted(StreamPointer input, const std::string& field)
      : input_(std::move(input)), field_(field) {}

 private:
  std::optional<Document> read() override {
    if (!input_) return std::nullopt;
    std::int64_t count = 0;
    while (input_->next()) ++count;
    input_.reset();
    if (count == 0) return std::nullopt;
    return Document{{field_, count}};
  }

  StreamPointer input_;
  const std::string& field_;
};

class CountAll : public Stage {
 public:
  explicit CountAll(std::string field) : field_(std::move(field)) {}
  StreamPointer over(StreamPointer input, const Run&) const override {
    return std::make_unique<Counted>(std::move(input), field_);
  }
  Fields needs(const Fields&) const override { return std::vector<std::string>(); }

 private:
  std::string field_;
};

}  // namespace

StagePointer parse_count(const Value& specification, const Context&) {
  const std::string field = text_of(40156, "$count", "its field", specification);
  if (field.empty()) refuse(40157, "$count", "takes a field name that is not empty");
  if (field.starts_with('$')) refuse(40158, "$count", "takes no field name that begins with '$'");
  if (field.find('\0') != field.npos) refuse(40159, "$count", "takes no field name with a NUL");
  if (field.find('.') != field.npos) refuse(40160, "$count", "takes no field name with a '.'");
  if (field == "_id") refuse(9039800, "$count", "takes another field name than _id");
  return std::make_shared<CountAll>(field);
}

StagePointer parse_sort_by_count(const Value& specification, const Context& context) {
  if (document::is_plain_object(specification)) {
    if (specification.empty() || !specification.begin().key().starts_with('$'))
      refuse(40147, "$sortByCount", "takes an expression, not an object of fields");
  } else if (specification.is_string()) {
    if (!specification.get_ref<const std::string&>().starts_with('$'))
      refuse(40148, "$sortByCount", "takes a path that begins with '$', or an expression");
  } else {
    refuse(40149, "$sortByCount", "takes a path that begins with '$', or an expression");
  }
  return std::make_shared<Several>(std::vector<StagePointer>{
      std::make_shared<Group>(grouping_by(specification, {counting("count")}, context)),
      Sort::parse({{"count", -1}}, context)});
}

}  // namespace profilestore::pipeline
