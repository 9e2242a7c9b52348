// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/text/qt_string.h"
#include "message/templates.h"
#include "scenario/model/place.h"

#include <optional>
#include <string>
#include <utility>

namespace framescope::scenario {

/// Expands the templates of a scenario's texts. An error names the place of the text.
class Expander
{
public:
    explicit Expander(message::TemplateScope& scope) : scope_(scope) {}

    message::TemplateScope& scope() { return scope_; }
    /// Whether a text had a template since this was asked last.
    bool hasExpanded() { return std::exchange(hasExpanded_, false); }

    Result<std::string> operator()(const Text& text)
    {
        if (!text.hasTemplate()) {
            return text.text;
        }
        hasExpanded_ = true;
        return message::expanded(toQString(text.text), scope_)
            .map([](const QString& expanded) { return expanded.toStdString(); })
            .map_error([&](Error error) { return at(text.place, std::move(error)); });
    }

    /// The value that `read` makes of the text.
    template <class Read>
    auto value(const Text& text, Read read)
    {
        return (*this)(text).and_then([&](const std::string& expanded) {
            return read(expanded).map_error(
                [&](Error error) { return at(text.place, std::move(error)); });
        });
    }

    /// The error with the place before what it says of the place in the text.
    static Error at(const Place& place, Error error)
    {
        if (!error.where.empty()) {
            error.what = error.where + ": " + error.what;
        }
        error.where = place.text();
        return error;
    }

private:
    message::TemplateScope& scope_;
    bool hasExpanded_ = false;
};

} // namespace framescope::scenario
