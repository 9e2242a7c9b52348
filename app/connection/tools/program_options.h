// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/tools/pasted_request.h"

#include <span>
#include <string>
#include <vector>

namespace framescope::connection {

/// An option of a command-line program.
struct ProgramOption
{
    enum class Value {
        None,
        Needed,
        Optional ///< the next word, unless it begins with '-'
    };
    using Take = void (*)(PastedRequest& request, const std::string& value);

    char letter;      ///< of the short form; '\0': there is none
    const char* name; ///< of the long form, without the dashes; "": there is none
    Value value;
    Take take; ///< nullptr: the option is not taken
    const char* why =
        nullptr; ///< why not; nullptr: it changes nothing here, and is not worth a word
};

/// How a program reads its options.
struct ProgramSyntax
{
    const char* program;
    std::span<const ProgramOption> options;
    bool equalsSign; ///< "--name=value" and "-n=value" are understood
    bool negation;   ///< "--no-name" turns an option without a value off
};

/// Takes the options of a command line, `words` without the program's name. Short forms may be
/// combined and have their value attached: -kL, -Hfoo. Returns the words that are no options; what
/// is unknown is said in the request.
std::vector<std::string> takeOptions(PastedRequest& request, const ProgramSyntax& syntax,
                                     std::span<const std::string> words);

} // namespace framescope::connection
