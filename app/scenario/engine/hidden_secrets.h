// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/resolving.h"
#include "scenario/model/scenario.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// The secrets of a scenario, which nothing that is told of its runs shows. Whatever came, was sent
/// or was expected is told through this, before it is cut: a value is found as it is, escaped as in
/// JSON or a URL, in hex and in base64, wherever it begins there.
class HiddenSecrets
{
public:
    /// Hides nothing.
    HiddenSecrets() = default;
    /// Values of less than four bytes are not looked for: they would be found in everything.
    explicit HiddenSecrets(const collection::SecretValues& secrets);
    /// Hides only those that the scenario uses.
    HiddenSecrets(const Scenario& scenario, const collection::SecretValues& secrets);

    /// A part of a text; views of it.
    struct Part
    {
        std::string_view text;
        bool isHidden = false;
    };
    /// The parts of the text from a byte on, of which about `most` bytes are not hidden. Eight
    /// bytes in a row of a value are hidden too, and of a shorter value half of it, but at least
    /// four: so nothing of it is left where it is cut, or where something else differs from it.
    std::vector<Part> parts(std::string_view text, std::size_t from, std::size_t most) const;
    /// The text with redaction::SecretMarker in place of what is hidden.
    std::string in(std::string_view text) const;
    Values in(Values values) const;

private:
    /// A way to write a value.
    struct Form
    {
        std::string text;
        std::size_t least = 0; ///< so many bytes in a row are hidden
        bool isBase64 = false; ///< the characters beside it may have bits of the value
    };
    void add(const std::string& value);
    void addForm(std::string text, std::size_t least, bool isBase64 = false);
    std::vector<bool> marks(std::string_view text) const;

    std::vector<Form> forms_;
};

} // namespace framescope::scenario
