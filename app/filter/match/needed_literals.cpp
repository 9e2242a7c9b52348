// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/needed_literals.h"

#include <algorithm>
#include <array>
#include <set>

#include <re2/filtered_re2.h>

namespace framescope::filter {

namespace {

constexpr int LeastLength = 2;
constexpr std::size_t MostLiterals = 16;

constexpr bool isAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

/// Whether the only letters beyond ASCII that an expression can match are other cases of k and s.
bool isPlain(std::string_view expression)
{
    return std::ranges::all_of(expression, isAscii) &&
           std::ranges::none_of(std::to_array<std::string_view>({"\\x", "\\p", "\\P"}),
                                [&](std::string_view escape) {
                                    return expression.find(escape) != std::string_view::npos;
                                });
}

/// The longest part that a byte search can find. It excludes k and s if case is ignored: the Kelvin
/// sign is another case of k, and the long s of s.
std::string foundByBytes(std::string_view atom, bool ignoresCase)
{
    std::string_view longest;
    for (std::size_t at = 0; at < atom.size();) {
        const auto end = std::find_if(
            atom.begin() + static_cast<std::ptrdiff_t>(at), atom.end(), [ignoresCase](char c) {
                return !isAscii(c) || (ignoresCase && (c == 'k' || c == 's'));
            });
        const std::string_view part =
            atom.substr(at, static_cast<std::size_t>(end - atom.begin()) - at);
        longest = part.size() > longest.size() ? part : longest;
        at += part.size() + 1;
    }
    return std::string(longest);
}

/// The atoms of an expression, and whether it could match without some of them.
class Atoms
{
public:
    explicit Atoms(std::string_view expression, const RE2::Options& options)
        : expressions_(LeastLength)
    {
        int id = 0;
        if (expressions_.Add({expression.data(), expression.size()}, options, &id) ==
            RE2::NoError) {
            expressions_.Compile(&all_);
        }
    }

    const std::vector<std::string>& all() const { return all_; }

    /// Whether a text with the atoms i for which `isThere(i)` can match. Precondition: some atoms.
    template <class IsThere>
    bool canMatch(IsThere isThere) const
    {
        std::vector<int> there;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (isThere(i)) {
                there.push_back(static_cast<int>(i));
            }
        }
        std::vector<int> matching;
        expressions_.AllPotentials(there, &matching);
        return !matching.empty();
    }

private:
    re2::FilteredRE2 expressions_;
    std::vector<std::string> all_;
};

} // namespace

std::vector<std::string> neededLiterals(std::string_view expression, Case matchCase)
{
    if (!isPlain(expression)) {
        return {};
    }
    RE2::Options options;
    options.set_case_sensitive(matchCase == Case::Exact);
    options.set_log_errors(false);
    const Atoms atoms(expression, options);
    if (atoms.all().empty() || atoms.all().size() > MostLiterals ||
        atoms.canMatch([](std::size_t) { return false; })) {
        return {};
    }
    const bool ignoresCase =
        matchCase == Case::Ignored || expression.find("(?") != std::string_view::npos;
    std::set<std::string> any;
    std::string best; // the longest of those that every match needs
    for (std::size_t i = 0; i < atoms.all().size(); ++i) {
        const std::string literal = foundByBytes(atoms.all()[i], ignoresCase);
        const bool isNeeded = !atoms.canMatch([i](std::size_t other) { return other != i; });
        if (isNeeded && literal.size() > best.size()) {
            best = literal;
        }
        any.insert(literal);
    }
    if (best.size() >= LeastLength) {
        return {best};
    }
    const bool areLong = std::ranges::all_of(
        any, [](const std::string& literal) { return literal.size() >= LeastLength; });
    return areLong ? std::vector(any.begin(), any.end()) : std::vector<std::string>();
}

} // namespace framescope::filter
