// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "contract/schema/violation.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::contract {

class JsonNodes;
class Rules;
struct Compilation;

/// A JSON Schema: draft 4, 6, 7, 2019-09 or 2020-12 as its $schema says, 2020-12 if it says
/// nothing. Copies share their content; thread-safe.
class Schema
{
public:
    /// Reads a file, JSON or YAML. A $ref may lead to files in its folder or below, and never to a
    /// network.
    static Result<Schema> open(const std::string& path);
    /// Reads a text; messages name it `name`. Other files are read from `folder`; none if empty.
    static Result<Schema> read(std::string_view text, const std::string& name,
                               const std::string& folder = {});

    /// What is wrong with a JSON text, or could not be checked; empty if it fits. At most a hundred
    /// violations.
    std::vector<Violation> validate(std::string_view payload) const;
    /// What in the schema is not checked, each with its place in the file.
    const std::vector<std::string>& remarks() const;
    /// The first regular expression that can't be used; nullopt if all can.
    const std::optional<Error>& unusable() const;

private:
    friend class Document;
    Schema(std::shared_ptr<const Compilation> compilation, const Rules* rules);

    std::shared_ptr<const Compilation> compilation_;
    const Rules* rules_;
};

} // namespace framescope::contract
