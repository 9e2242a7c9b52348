// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::connection {

enum class CodeLanguage { JavaScript, Python };

struct CodeMember;

/// A value as it is written in source code. Nothing is run.
struct CodeValue
{
    enum class Kind {
        Text,
        Number,
        True,
        False,
        Null, ///< null, undefined, None
        List,
        Map,
        Call, ///< also with `new` before it
        Name,
        Other ///< an expression, which is not read
    };

    Kind kind = Kind::Other;
    std::string text;             ///< of a Text (UTF-8) or a Number; the name of a Call or a Name
    std::vector<CodeValue> items; ///< of a List; the arguments of a Call
    std::vector<CodeMember> members; ///< of a Map; the named arguments of a Call

    /// The member of that name; nullptr if there is none.
    const CodeValue* find(std::string_view name) const;
};

/// No std::pair, which has to be complete before CodeValue is.
struct CodeMember
{
    std::string name;
    CodeValue value;
};

/// Reads the arguments of a call from the bracket at `at`. Errors: a quote or a bracket that is not
/// closed, more than 32 levels.
Result<CodeValue> argumentsAt(std::string_view text, std::size_t at, CodeLanguage language);

/// Reads one value; what stands behind it is not looked at.
Result<CodeValue> valueAt(std::string_view text, std::size_t at, CodeLanguage language);

} // namespace framescope::connection
