// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <string_view>

namespace framescope::collection {

/// A text of another tool with its templates rewritten: {{name}}, {{ _.name }} and {{$guid}} become
/// those of message::expanded. What looks like a template and is none keeps its braces, escaped.
/// `unknown` is called with each template that has no counterpart.
QString withOwnTemplates(const QString& foreign,
                         const std::function<void(const QString&)>& unknown);

/// A name that a variable may have here, for one of another tool: "base url" becomes "base_url".
QString variableNameFor(const QString& foreign);

/// The template for a variable: "{{name}}", or "{{env.name}}" where the name is that of a function.
QString templateFor(const QString& variable);

} // namespace framescope::collection
