// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/options/options_page.h"

namespace framescope::ui {

class BehavioursEditor;

/// What the client does by itself, and does wrong on purpose, from the start of a connection.
class BehavioursPage : public OptionsPage
{
    Q_OBJECT

public:
    BehavioursPage();

    void load(const connection::ConnectionOptions& options) override;
    void store(connection::ConnectionOptions& options) const override;
    Result<void> check() const override;
    bool showMistake(const Error& error) override;

private:
    BehavioursEditor* editor_;
};

} // namespace framescope::ui
