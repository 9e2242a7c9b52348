// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/behaviours_page.h"

#include "ui/connect/behaviours_editor.h"

#include <algorithm>
#include <array>

namespace framescope::ui {

namespace {

/// What errors call them (see connection::setBehaviour).
constexpr std::array Names{"pong", "close-reply", "after-close", "pieces", "mask"};

} // namespace

BehavioursPage::BehavioursPage()
    : OptionsPage("behavioursPage", tr("Behaviours"), "tool"), editor_(new BehavioursEditor)
{
    addExplanation(
        tr("What the client does by itself, and wrong on purpose. It can also be changed "
           "while connected."));
    addField({}, editor_);
    connect(editor_, &BehavioursEditor::changed, this, &BehavioursPage::changed);
    setFocusProxy(editor_);
}

void BehavioursPage::load(const connection::ConnectionOptions& options)
{
    editor_->setBehaviours(options.behaviours);
}

void BehavioursPage::store(connection::ConnectionOptions& options) const
{
    options.behaviours = editor_->behaviours();
}

Result<void> BehavioursPage::check() const
{
    return editor_->check();
}

/// The editor shows what it checked itself at the field.
bool BehavioursPage::showMistake(const Error& error)
{
    if (const auto checked = editor_->check(); !checked && checked.error().where == error.where) {
        return true;
    }
    const bool isOurs = std::ranges::any_of(
        Names, [&error](std::string_view name) { return isAbout(error.where, name); });
    if (isOurs) {
        markMistake(*editor_, error);
    }
    return isOurs;
}

} // namespace framescope::ui
