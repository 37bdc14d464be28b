// $documents: documents that the pipeline brings itself.
#include "document/type.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/stages.hpp"

namespace profilestore::pipeline {
namespace {

class Brought : public Stream {
 public:
  explicit Brought(Value list) : list_(std::move(list)) {}

 private:
  std::optional<Document> read() override {
    if (next_ == list_.size()) return std::nullopt;
    return std::move(list_[next_++]);
  }

  Value list_;
  std::size_t next_ = 0;
};

class Documents : public Stage {
 public:
  explicit Documents(expression::Expression list) : list_(std::move(list)) {}

  StreamPointer over(StreamPointer, const Run& run) const override {
    auto list = list_.evaluate(Value::object(), run.variables);
    if (!list || !list->is_array())
      refuse(5858203, "$documents", "takes an array, or an expression that gives one");
    for (const Value& one : *list)
      if (!document::is_plain_object(one)) refuse(40228, "$documents", "takes an array of objects");
    return std::make_unique<Brought>(*std::move(list));
  }

 private:
  expression::Expression list_;
};

}  // namespace

StagePointer parse_documents(const Value& specification, const Context& context) {
  return std::make_shared<Documents>(
      expression::Expression::parse(specification, context.expressions()));
}

}  // namespace profilestore::pipeline
