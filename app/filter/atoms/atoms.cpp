// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/atoms/atom.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace framescope::filter {

namespace {

constexpr std::string_view WordGroup = "Words";

/// The rows of the help for terms without a field.
constexpr auto Words = std::to_array<Field>({
    {"a word", WordGroup, "John, \"two words\"",
     "Text that the payload, the reason, a header or a detail contains, ignoring case; \\\" is a "
     "quote in a phrase.",
     "John"},
    {"/regex/", WordGroup, "/re+gex/, /re+gex/c",
     "A regular expression (RE2 syntax) that matches there; with c, case matters.",
     "/tick [0-9]+/"},
    {"a b", WordGroup, "and, &&", "Terms side by side must both match.", "dir:in John"},
    {"a or b", WordGroup, "or, ||", "At least one of them matches; binds less tightly than and.",
     "type:ping or type:pong"},
    {"not a", WordGroup, "not, !, -a", "The term does not match.", "-is:control"},
    {"( )", WordGroup, "(a or b) c", "Parentheses group terms.", "(John or Mary) dir:out"},
    {"field:a,b", WordGroup, ":, = != < > <= >= ~",
     "Any of the values; after !=, none of them. A field's operator replaces the colon or follows "
     "it.",
     "code:1000,4000..4999"},
});

} // namespace

std::span<const Atom> atoms()
{
    static const auto All = [] {
        std::vector<Atom> all;
        for (const auto part : {placeAtoms(), contentAtoms(), connectionAtoms(), checkAtoms(),
                                contractAtoms(), wiresharkAtoms()}) {
            all.insert(all.end(), part.begin(), part.end());
        }
        return all;
    }();
    return All;
}

const Atom* findAtom(std::string_view name)
{
    const auto all = atoms();
    const auto found = std::ranges::find_if(
        all, [name](const Atom& atom) { return equalIgnoringCase(atom.field.name, name); });
    return found == all.end() ? nullptr : &*found;
}

std::span<const Field> fields()
{
    static const auto All = [] {
        std::vector<Field> all(Words.begin(), Words.end());
        std::ranges::transform(atoms(), std::back_inserter(all), &Atom::field);
        return all;
    }();
    return All;
}

} // namespace framescope::filter
