// Cuts a map of documents into its members.
#pragma once

#include "splitting/splitter.hpp"

namespace profilestore::splitting {

class MapSplitter final : public Splitter {
 public:
  /// The map is [begin, end), its braces included. Goes on at `place`: that of the opening one, or
  /// between two members.
  MapSplitter(std::string_view source, std::size_t begin, std::size_t end, Test test,
              const Place& place);

  /// A member is a piece, from its key on, usable or not. Where there is none, a piece goes up to
  /// the end of its line.
  std::optional<Piece> next(std::size_t limit) override;

  Place place() const override { return {at_, line_, {}}; }
  bool depended_on_context() const override { return true; }

 private:
  void move_to(std::size_t end);
  Piece take(std::size_t end, bool usable, PieceFault fault = {});

  std::string_view source_;  ///< up to the end of the map
  std::size_t begin_;
  Test test_;
  std::size_t at_;
  std::uint32_t line_;
  std::size_t line_begin_;  ///< of the line that `at_` is on
};

}  // namespace profilestore::splitting
