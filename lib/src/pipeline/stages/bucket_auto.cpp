// $bucketAuto: groups by ranges of a value, which are chosen so that about as many documents are in
// each.
#include <cmath>

#include "document/type.hpp"
#include "numbers/numbers.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/sorting.hpp"
#include "pipeline/stages.hpp"
#include "pipeline/stages/group.hpp"

namespace profilestore::pipeline {
namespace {

constexpr std::string_view bucket_auto = "$bucketAuto";

struct AutoBuckets {
  expression::Expression group_by;
  std::int64_t buckets;
  std::vector<Accumulation> accumulations;
  document::Comparison order;
};

class AutoBucketed : public Stream {
 public:
  AutoBucketed(StreamPointer input, const AutoBuckets& how, const Run& run)
      : input_(std::move(input)),
        how_(how),
        run_(run),
        sorting_([this](const auto& a, const auto& b) { return how_.order.compare(a[0], b[0]); }, 0,
                 run.limits, bucket_auto) {}

 private:
  std::optional<Document> read() override {
    if (input_) sort_all();
    if (!ahead_ || made_ == how_.buckets) return std::nullopt;
    Value id = {{"min", ahead_->key[0]}, {"max", nullptr}};
    Accumulators accumulators(how_.accumulations, Value(), run_.variables);
    Value last;
    const bool is_last = ++made_ == how_.buckets;
    // What is equal to the last of a bucket belongs to it.
    for (std::int64_t taken = 0;
         ahead_ && (is_last || taken < size_ || how_.order.equal(last, ahead_->key[0])); ++taken) {
      last = ahead_->key[0];
      accumulators.add(ahead_->document, run_.variables);
      ahead_ = sorting_.next();
    }
    id["max"] = ahead_ ? ahead_->key[0] : last;
    Document document{{"_id", std::move(id)}};
    accumulators.put_results(document);
    return document;
  }

  void sort_all() {
    std::int64_t count = 0;
    for (; auto document = input_->next(); ++count) {
      auto value = how_.group_by.evaluate(*document, run_.variables);
      sorting_.add({value ? *std::move(value) : Value()}, *std::move(document));
    }
    input_.reset();
    const double each = static_cast<double>(count) / static_cast<double>(how_.buckets);
    size_ = std::max<std::int64_t>(1, std::llround(each));
    ahead_ = sorting_.next();
  }

  StreamPointer input_;
  const AutoBuckets& how_;
  Run run_;
  Sorting sorting_;
  std::optional<Sorting::Entry> ahead_;
  std::int64_t size_ = 0, made_ = 0;
};

class BucketAuto : public Stage {
 public:
  explicit BucketAuto(AutoBuckets how) : how_(std::move(how)) {}
  StreamPointer over(StreamPointer input, const Run& run) const override {
    return std::make_unique<AutoBucketed>(std::move(input), how_, run);
  }
  bool keeps_documents() const override { return true; }

 private:
  AutoBuckets how_;
};

std::int64_t number_of_buckets(const Value& value) {
  if (!document::is_number(document::type_of(value)))
    refuse(40241, bucket_auto, "takes a number as 'buckets'");
  const auto number = expression::small_integral_of(value);
  if (!number) refuse(40242, bucket_auto, "takes a whole number of 32 bits as 'buckets'");
  if (*number <= 0) refuse(40243, bucket_auto, "takes a positive number as 'buckets'");
  return *number;
}

}  // namespace

StagePointer parse_bucket_auto(const Value& specification, const Context& context) {
  if (!document::is_plain_object(specification))
    refuse(40240, bucket_auto, "takes an object: {groupBy: …, buckets: …, …}");
  refuse_unknown(40245, bucket_auto, specification,
                 {"groupBy", "buckets", "output", "granularity"});
  for (const auto& [name, value] : specification.items()) {
    if (name == "groupBy" && !is_group_by(value))
      refuse(40239, bucket_auto,
             "takes a path that begins with '$', or an expression, as 'groupBy'");
    if (name == "output" && !document::is_plain_object(value))
      refuse(40244, bucket_auto, "takes an object of accumulators as 'output'");
    if (name == "granularity")
      refuse_unsupported("$bucketAuto.granularity", "leave it out, or use $bucket");
  }
  if (!specification.contains("groupBy") || !specification.contains("buckets"))
    refuse(40246, bucket_auto, "needs 'groupBy' and 'buckets'");
  return std::make_shared<BucketAuto>(AutoBuckets{
      .group_by = expression::Expression::parse(specification["groupBy"], context.expressions()),
      .buckets = number_of_buckets(specification["buckets"]),
      .accumulations = output_of(specification, context),
      .order = context.order()});
}

}  // namespace profilestore::pipeline
