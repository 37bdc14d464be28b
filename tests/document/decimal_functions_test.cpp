// Functions of decimals, with the digits that Intel's library gives by its own conversions.
#include "document/decimal_functions.hpp"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <cmath>
#include <string>
#include <vector>

#include "catch.hpp"

extern "C" void bid128_to_binary128_2part(BID_UINT128* high, BID_UINT128* low, BID_UINT128 decimal);

namespace document_decimal_functions_test {

using namespace profilestore::document;

TEST_CASE("Functions of decimals have the last digit that Intel's library and MongoDB give them",
          "[document][decimal]") {
  struct Row {
    Decimal (*function)(const Decimal&);
    std::string argument, result;
  };
  const std::vector<Row> table{
      {exponential, "1", "2718281828459045235360287471352662E-33"},
      {exponential, "-0.5", "6065306597126334236037995349911805E-34"},
      {exponential, "11001.25", "6055765342471366909173889785924089E+4744"},
      {exponential, "-12000", "2925614912152004050318842167924113E-5245"},
      {natural_logarithm, "2", "6931471805599453094172321214581766E-34"},
      {natural_logarithm, "1.0000000000000000001", "9999999999999999999499999999999999E-53"},
      {natural_logarithm, "1E+6000", "1381551055796427410410794872810618E-29"},
      {natural_logarithm, "1E-6000", "-1381551055796427410410794872810618E-29"},
      {common_logarithm, "2", "3010299956639811952137388947244930E-34"},
      {common_logarithm, "1E+34", "34E+0"},
      {common_logarithm, "3E-6100", "-6099522878745280337562704972096745E-30"},
      {sine, "1", "8414709848078965066525023216302991E-34"},
      {sine, "-0.1", "-9983341664682815230681419841062201E-35"},
      {sine, "1E+6111", "3652748072147268499829453783405326E-34"},
      {sine, "0E-3", "0E-3"},
      {cosine, "1", "5403023058681397174009366074429766E-34"},
      {cosine, "3.141592653589793238462643383279503", "-1E+0"},
      {cosine, "-1E+40", "-8218988919070239214448025364432558E-34"},
      {cosine, "0E-3", "1000000000000000000000000000000000E-33"},
      {tangent, "1", "1557407724654902230506974807458360E-33"},
      {tangent, "1.570796326794896619231321691639751", "2261938930836633226244288822199802E+0"},
      {tangent, "1E-40", "1000000000000000000000000000000000E-73"},
      {tangent, "-9.9E+400", "-2553872765564694759632893780970558E-34"},
      {arc_sine, "0.5", "5235987755982988730771072305465838E-34"},
      {arc_sine, "-0.9999999999", "-1570782184659272770429703474342938E-33"},
      {arc_sine, "1E-3000", "1000000000000000000000000000000000E-3033"},
      {arc_cosine, "0.5", "1047197551196597746154214461093168E-33"},
      {arc_cosine, "-0.75", "2418858405776377627284266030638170E-33"},
      {arc_cosine, "1E-41", "1570796326794896619231321691639751E-33"},
      {arc_tangent, "0.5", "4636476090008061162142562314612144E-34"},
      {arc_tangent, "-1E+5000", "-1570796326794896619231321691639751E-33"},
      {arc_tangent, "1E-5500", "1000000000000000000000000000000000E-5533"},
      {hyperbolic_sine, "1", "1175201193643801456882381850595601E-33"},
      {hyperbolic_sine, "-14000", "-6633101605688556379688884451678155E+6046"},
      {hyperbolic_sine, "1E-30", "1000000000000000000000000000000000E-63"},
      {hyperbolic_cosine, "1", "1543080634815243778477905620757062E-33"},
      {hyperbolic_cosine, "-0.1", "1005004168055803598987978442968342E-33"},
      {hyperbolic_cosine, "14000", "6633101605688556379688884451678155E+6046"},
      {hyperbolic_tangent, "0.3", "2913126124515909058182212728237659E-34"},
      {hyperbolic_tangent, "-40", "-1E+0"},
      {hyperbolic_tangent, "1E-5000", "1000000000000000000000000000000000E-5033"},
      {area_sine, "1", "8813735870195430252326093249797923E-34"},
      {area_sine, "-1E+5000", "-1151361861215078836539937450554328E-29"},
      {area_sine, "1E-20", "1000000000000000000000000000000000E-53"},
      {area_cosine, "1.5", "9624236501192068949955178268487368E-34"},
      {area_cosine, "1E+5000", "1151361861215078836539937450554328E-29"},
      {area_cosine, "1.00000000000000000001", "1414213562373095048800510212907721E-43"},
      {area_tangent, "0.5", "5493061443340548456976226184612628E-34"},
      {area_tangent, "-0.99999999999999", "-1646466924123828994283455624351339E-32"},
      {area_tangent, "1E-40", "1000000000000000000000000000000000E-73"},
  };
  for (const Row& row : table) {
    INFO(row.argument << ", " << row.result);
    CHECK(row.function(Decimal::from_text(row.argument).value()).bits() ==
          Decimal::from_text(row.result).value().bits());
  }
}

TEST_CASE(
    "A decimal is the nearest double, however far it is, and a double the decimal of 34 digits",
    "[document][decimal]") {
  const auto real = [](const char* text) { return nearest_real(Decimal::from_text(text).value()); };
  CHECK(real("0.1") == 0.1);
  CHECK(real("1E+309") == HUGE_VAL);
  CHECK(real("-1E+6144") == -HUGE_VAL);
  CHECK(real("2.4703282292062327208E-324") == 0);
  CHECK(real("2.4703282292062327209E-324") == 0x1p-1074);
  CHECK(real("9007199254740993") == 9007199254740992);  // a tie, to even
  CHECK(real("9007199254740993.000000000000000001") == 9007199254740994);
  CHECK(std::signbit(real("-0.00")));
  CHECK(full_decimal(0.1).to_text() == "0.1000000000000000055511151231257827");
  CHECK(full_decimal(0.5).to_text() == "0.5");
  CHECK(full_decimal(-1e22).to_text() == "-10000000000000000000000");
  CHECK(full_decimal(0x1p-1074).to_text() == "4.940656458412465441765687928682214E-324");
}

}  // namespace document_decimal_functions_test
