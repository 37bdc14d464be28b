// $top, $bottom, $topN and $bottomN: what the documents of a group give that stand first or last.
#include <fmt/format.h>

#include <iterator>
#include <memory>
#include <set>

#include "document/type.hpp"
#include "expression/expression.hpp"
#include "pipeline/accumulators/several.hpp"
#include "pipeline/record.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/stages/sort.hpp"

namespace profilestore::pipeline {
namespace {

/// Is given [[sort key], output], and keeps the n that stand at one end.
class AtOneEnd : public Accumulator {
 public:
  AtOneEnd(std::string op, read::Order order, std::size_t most)
      : op_(std::move(op)),
        most_(most),
        order_(std::make_unique<const read::Order>(std::move(order))),
        entries_(Before{order_.get()}) {}

  void add(std::optional<Value> value) override {
    Entry entry{{(*value)[0].begin(), (*value)[0].end()}, std::move((*value)[1])};
    const bool full = entries_.size() == most_;
    const auto before = [this](const Entry& a, const Entry& b) {
      return order_->compare(a.key, b.key) < 0;
    };
    if (full && (bottom() ? before(entry, *entries_.begin()) : !before(entry, *entries_.rbegin())))
      return;
    bytes_ += bytes_of(entry);
    check_bytes_of_value(op_, bytes_);
    entries_.insert(std::move(entry));
    if (!full) return;
    const auto gone = bottom() ? entries_.begin() : std::prev(entries_.end());
    bytes_ -= bytes_of(*gone);
    entries_.erase(gone);
  }

  Value result() const override {
    if (!op_.ends_with('N')) return entries_.empty() ? Value() : entries_.begin()->output;
    Value list = Value::array();
    for (const Entry& entry : entries_) list.push_back(entry.output);
    return list;
  }

  Value state() const override {
    Value list = Value::array();
    for (const Entry& entry : entries_) list.push_back(Value::array({entry.key, entry.output}));
    return list;
  }
  void add_state(const Value& state) override {
    for (const Value& entry : state) add(entry);
  }
  std::size_t bytes() const override {
    constexpr std::size_t of_node = 32;  // of a red-black tree, beside the entry
    return sizeof *this + bytes_ + entries_.size() * (of_node + sizeof(Entry));
  }

 private:
  struct Entry {
    read::SortKey key;
    Value output;
  };
  struct Before {
    bool operator()(const Entry& a, const Entry& b) const {
      return order->compare(a.key, b.key) < 0;
    }
    const read::Order* order;
  };

  bool bottom() const { return op_.starts_with("$bottom"); }

  static std::size_t bytes_of(const Entry& entry) {
    std::size_t bytes = bytes_in_memory(entry.output);
    for (const Value& part : entry.key) bytes += bytes_in_memory(part);
    return bytes;
  }

  std::string op_;
  std::size_t most_;
  std::unique_ptr<const read::Order> order_;
  std::multiset<Entry, Before> entries_;  ///< of equal ones that which came first stands first
  std::size_t bytes_ = 0;
};

}  // namespace

Accumulation parse_sorted_accumulator(const std::string& op, const Value& operand,
                                      const Context& context) {
  const bool several = op.ends_with('N');
  if (!document::is_plain_object(operand))
    refuse(5788001, op, "takes an object: {sortBy: …, output: …}");
  for (const auto& [name, value] : operand.items())
    if (name != "sortBy" && name != "output" && !(several && name == "n"))
      refuse(5788002, op, fmt::format("has no option '{}'", name));
  const Value* n = document::member(operand, "n");
  const Value* sort_by = document::member(operand, "sortBy");
  const Value* output = document::member(operand, "output");
  if (several && n == nullptr) refuse(5788003, op, "lacks its option 'n'");
  if (output == nullptr) refuse(5788004, op, "lacks its option 'output'");
  if (sort_by == nullptr || !document::is_plain_object(*sort_by))
    refuse(5788005, op, "takes an object as 'sortBy'");
  const HowMany how_many(op, several ? *n : Value(1), context);
  const auto sort = Sort::parse(*sort_by, context);
  const read::Order order = static_cast<const Sort&>(*sort).order();
  const auto expression = expression::Expression::parse(*output, context.expressions());
  auto paths = expression.paths();
  for (const document::Path& path : order.paths()) paths.push_back(path.text());
  return {.argument =
              [order, expression](const Document& document, const auto& variables) {
                auto value = expression.evaluate(document, variables);
                return std::optional<Value>(Value::array(
                    {Value(sort_key(order, document)), value ? *std::move(value) : Value()}));
              },
          .make =
              [op, order, how_many](const Value& id, const auto& variables) {
                return std::make_unique<AtOneEnd>(op, order, how_many.of_group(id, variables));
              },
          .paths = std::move(paths)};
}

}  // namespace profilestore::pipeline
