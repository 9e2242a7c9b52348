// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/options/options_page.h"

class QLineEdit;

namespace framescope::ui {

class ChoiceField;
class CookieTable;
class SecretField;

/// Who we are: basic or bearer authorisation, and cookies.
class AuthorizationPage : public OptionsPage
{
    Q_OBJECT

public:
    AuthorizationPage();

    void load(const connection::ConnectionOptions& options) override;
    void store(connection::ConnectionOptions& options) const override;

private:
    void showFields();

    ChoiceField* scheme_;
    QLineEdit* user_;
    SecretField* password_;
    SecretField* token_;
    CookieTable* cookies_;
};

} // namespace framescope::ui
