// Cuts a source of CSV or TSV into its records.
#pragma once

#include "csv/record.hpp"
#include "splitting/splitter.hpp"

namespace profilestore::splitting {

class CsvSplitter final : public Splitter {
 public:
  /// Goes on at `place`, which is that of the source's start or between two records. At the start
  /// the bytes up to `body`, which hold the header, are passed over.
  CsvSplitter(std::string_view source, const csv::Style& style, std::size_t body, Test test,
              const Place& place);

  /// A record is a piece, without the end of its line; empty lines are passed over. What is no
  /// record, for a quote that is wrong, is a piece up to the end of its first line; the next record
  /// begins with the next line.
  std::optional<Piece> next(std::size_t limit) override;

  Place place() const override { return {at_, line_, {}}; }
  bool depended_on_context() const override { return false; }

 private:
  void pass_over(std::size_t end);

  std::string_view source_;
  csv::Style style_;
  Test test_;
  std::size_t at_;
  std::uint32_t line_;
};

}  // namespace profilestore::splitting
