// Bits of numbers and of binary data: $bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear.
//
// The operand names the bits: a mask (a whole number that is not negative), a list of positions
// from 0, or binary data, whose byte 0 holds the positions 0 to 7. A number is read in two's
// complement, its sign extended to every position beyond 63; it must be whole and fit 64 bits.
// Binary data goes on in zeros. Nothing else matches.
#pragma once

#include "match/node.hpp"
#include "match/operators.hpp"

namespace profilestore::match {

Node parse_bits_all_set(const Operand& operand);
Node parse_bits_all_clear(const Operand& operand);
Node parse_bits_any_set(const Operand& operand);
Node parse_bits_any_clear(const Operand& operand);

}  // namespace profilestore::match
