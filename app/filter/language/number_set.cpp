// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/number_set.h"

#include "codec/json/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

namespace framescope::filter {

using codec::isDigit;

namespace {

__extension__ using Wide = unsigned __int128;

constexpr Wide Most = UINT64_MAX;
/// Replaces any larger number before its unit is applied; greater than all numbers compared.
constexpr Wide Beyond = Wide{1} << 70;

struct Unit
{
    std::string_view name;
    std::uint64_t factor;
};

constexpr auto ByteUnits = std::to_array<Unit>({{"", 1},
                                                {"b", 1},
                                                {"k", 1000},
                                                {"kb", 1000},
                                                {"m", 1000'000},
                                                {"mb", 1000'000},
                                                {"g", 1000'000'000},
                                                {"gb", 1000'000'000},
                                                {"ki", 1 << 10},
                                                {"kib", 1 << 10},
                                                {"mi", 1 << 20},
                                                {"mib", 1 << 20},
                                                {"gi", 1 << 30},
                                                {"gib", 1 << 30}});
constexpr auto TimeUnits = std::to_array<Unit>({{"ns", 1},
                                                {"us", 1000},
                                                {"\xC2\xB5s", 1000},
                                                {"ms", 1000'000},
                                                {"s", 1000'000'000},
                                                {"m", 60'000'000'000},
                                                {"min", 60'000'000'000},
                                                {"h", 3600'000'000'000}});

std::optional<std::uint64_t> factorOf(std::string_view unit, Quantity quantity)
{
    const bool isTime = quantity == Quantity::Seconds || quantity == Quantity::Milliseconds;
    if (isTime && unit.empty()) {
        unit = quantity == Quantity::Seconds ? "s" : "ms";
    }
    const std::span<const Unit> units = isTime ? std::span<const Unit>(TimeUnits)
                                        : quantity == Quantity::Bytes
                                            ? std::span<const Unit>(ByteUnits)
                                            : std::span<const Unit>(ByteUnits).first(1);
    const auto found = std::ranges::find_if(
        units, [&](const Unit& row) { return equalIgnoringCase(row.name, unit); });
    return found == units.end() ? std::nullopt : std::optional(found->factor);
}

/// A number times its unit, as a whole number and a remainder. It may exceed 2^64-1.
struct Amount
{
    Wide floor = 0;
    bool fraction = false; ///< whether there is a remainder
    Wide last = 0;         ///< the largest whole number that begins with the same digits
};

std::optional<Amount> hexAmount(std::string_view digits)
{
    std::uint64_t number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto result = std::from_chars(digits.data(), end, number, 16);
    if (result.ptr != end || digits.empty()) {
        return std::nullopt;
    }
    const Wide amount = result.ec == std::errc::result_out_of_range ? Beyond : number;
    return Amount{.floor = amount, .last = amount};
}

/// The parts of "12.50ms".
struct Notation
{
    std::string_view whole;
    std::string_view decimals;
    std::string_view unit;
};

Notation notationOf(std::string_view text)
{
    const auto digits = [&text] {
        std::size_t end = 0;
        while (end < text.size() && isDigit(text[end])) {
            ++end;
        }
        const std::string_view taken = text.substr(0, end);
        text.remove_prefix(end);
        return taken;
    };
    Notation notation;
    notation.whole = digits();
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        notation.decimals = digits();
    }
    notation.unit = text;
    return notation;
}

/// Adds the digits after the point; only 18 of them can change the whole number.
void addDecimals(Amount& amount, std::string_view decimals, std::uint64_t factor)
{
    constexpr std::size_t MostDigits = 18;
    std::uint64_t digits = 0;
    std::uint64_t scale = 1;
    for (const char c : decimals.substr(0, MostDigits)) {
        digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
        scale *= 10;
    }
    const Wide product = Wide{digits} * factor;
    const bool isMore = decimals.size() > MostDigits &&
                        decimals.find_first_not_of('0', MostDigits) != std::string_view::npos;
    amount.fraction = product % scale != 0 || isMore;
    amount.floor += product / scale;
    amount.last = amount.floor + std::max<std::uint64_t>(factor / scale, 1) - 1;
}

std::optional<Amount> amountOf(std::string_view text, Quantity quantity)
{
    if (quantity == Quantity::Truth && equalIgnoringCase(text, "true")) {
        return Amount{.floor = 1};
    }
    if (quantity == Quantity::Truth && equalIgnoringCase(text, "false")) {
        return Amount{};
    }
    if (text.starts_with("0x") || text.starts_with("0X")) {
        return hexAmount(text.substr(2));
    }
    const auto [whole, decimals, unit] = notationOf(text);
    const auto factor = factorOf(unit, quantity);
    if (!factor || (whole.empty() && decimals.empty())) {
        return std::nullopt;
    }
    Amount amount;
    for (const char c : whole) {
        amount.floor = std::min(amount.floor * 10 + static_cast<unsigned>(c - '0'), Beyond);
    }
    amount.floor *= *factor;
    addDecimals(amount, decimals, *factor);
    return amount;
}

/// Hints with the accepted notations, by Quantity.
constexpr auto Understood = std::to_array<const char*>(
    {"a number: 10, 0xa, 10..20, >10",
     "a number of bytes: 10, >1k, 10..200, with k, M, G or Ki, Mi, Gi",
     "a time: >12.5s, 1s..2s, with ns, us, ms, s, m, h",
     "a time: >100ms, 1ms..2s, with ns, us, ms, s, m, h", "1 or 0, true or false"});

tl::expected<Amount, Mistake> parsedAmount(const FieldValue& value, std::string_view text,
                                           Quantity quantity)
{
    if (const auto amount = amountOf(text, quantity)) {
        return *amount;
    }
    const std::string what = text.empty() ? std::string("a number is missing")
                                          : '"' + std::string(text) + "\" is not understood";
    return mistakeIn(value, what, Understood[static_cast<std::size_t>(quantity)]);
}

using Ranges = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

void put(Wide first, Wide last, Ranges& ranges)
{
    if (first <= last && first <= Most) {
        ranges.emplace_back(first, std::min(last, Most));
    }
}

tl::expected<void, Mistake> addRange(const FieldValue& value, std::string_view low,
                                     std::string_view high, Quantity quantity, Ranges& ranges)
{
    const bool isOpen = low.empty() && !high.empty();
    const auto first = isOpen ? Amount{} : parsedAmount(value, low, quantity);
    const auto last =
        high.empty() ? Amount{.floor = ~Wide{0}} : parsedAmount(value, high, quantity);
    if (!first || !last) {
        return tl::unexpected(!first ? first.error() : last.error());
    }
    if (first->floor > last->floor) {
        return mistakeIn(value, "the range ends before it begins", "the smaller one comes first");
    }
    put(first->floor + (first->fraction ? 1 : 0), last->floor, ranges);
    return {};
}

tl::expected<void, Mistake> add(const FieldValue& value, Quantity quantity, Ranges& ranges)
{
    const std::string_view text = value.text;
    const std::size_t dots = text.find("..");
    if (dots != std::string_view::npos && value.comparison <= Comparison::NotEqual) {
        return addRange(value, text.substr(0, dots), text.substr(dots + 2), quantity, ranges);
    }
    const auto amount = parsedAmount(value, text, quantity);
    if (!amount) {
        return tl::unexpected(amount.error());
    }
    const auto [floor, fraction, lastOfTime] = *amount;
    const bool isTime = quantity == Quantity::Seconds || quantity == Quantity::Milliseconds;
    switch (value.comparison) {
    case Comparison::Is:
    case Comparison::Equal:
    case Comparison::NotEqual: // excluded numbers have their own set
        if (isTime || !fraction) {
            put(floor, isTime ? lastOfTime : floor, ranges);
        }
        return {};
    case Comparison::Less:
        if (fraction || floor > 0) {
            put(0, fraction ? floor : floor - 1, ranges);
        }
        return {};
    case Comparison::LessOrEqual:
        put(0, floor, ranges);
        return {};
    case Comparison::Greater:
        put(floor + 1, Most, ranges);
        return {};
    case Comparison::GreaterOrEqual:
        put(floor + (fraction ? 1 : 0), Most, ranges);
        return {};
    case Comparison::Contains:
    case Comparison::Matches:
        break;
    }
    return mistakeIn(value, "a number can't be searched for text", "= != < > <= >=");
}

} // namespace

tl::expected<NumberSet, Mistake> NumberSet::of(const ValueList& values, Quantity quantity)
{
    NumberSet set;
    bool onlyNegated = true;
    for (const FieldValue& value : values.values) {
        onlyNegated = onlyNegated && value.isNegated();
        auto added = add(value, quantity, value.isNegated() ? set.excluded_ : set.ranges_);
        if (!added) {
            return tl::unexpected(std::move(added).error());
        }
    }
    if (onlyNegated) {
        set.ranges_.emplace_back(0, UINT64_MAX);
    }
    return set;
}

/// If there is one, the first of a range is one, or the one behind what is excluded.
bool NumberSet::hasOneOf(std::uint64_t first, std::uint64_t last) const
{
    const auto isOne = [&](std::uint64_t number) {
        return number >= first && number <= last && contains(number);
    };
    return isOne(first) ||
           std::ranges::any_of(ranges_, [&](const auto& range) { return isOne(range.first); }) ||
           std::ranges::any_of(excluded_,
                               [&](const auto& range) { return isOne(range.second + 1); });
}

} // namespace framescope::filter
