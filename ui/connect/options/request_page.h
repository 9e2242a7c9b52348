// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/options/options_page.h"

class QCheckBox;
class QLineEdit;
class QStackedWidget;

namespace framescope::ui {

class HeaderEditor;
class RawRequestEdit;

/// The request of the opening handshake: its lines, or the whole head as text.
class RequestPage : public OptionsPage
{
    Q_OBJECT

public:
    RequestPage();

    void load(const connection::ConnectionOptions& options) override;
    void store(connection::ConnectionOptions& options) const override;
    void showAll(const connection::ConnectionOptions& options) override;
    bool showMistake(const Error& error) override;
    void clearMistake() override;
    void focusMistake() override;

private:
    void switchMode(bool raw);

    QLineEdit* subprotocols_;
    QLineEdit* origin_;
    QCheckBox* isRaw_;
    QStackedWidget* modes_;
    HeaderEditor* headers_;
    RawRequestEdit* raw_;
    connection::ConnectionOptions all_; ///< of all pages
    bool headerMistaken_ = false;
};

} // namespace framescope::ui
