// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/options/options_page.h"

class QCheckBox;
class QLineEdit;

namespace framescope::ui {

class ChoiceField;
class CookieTable;
class JarTable;
class SecretField;

/// Who we are: basic or bearer authorisation, and cookies.
class AuthorizationPage : public OptionsPage
{
    Q_OBJECT

public:
    AuthorizationPage();

    void load(const connection::ConnectionOptions& options) override;
    void store(connection::ConnectionOptions& options) const override;
    /// Removes cookies from the jar of the options as the user said.
    void applyToJar();
    void setCookieNote(const QString& note);

private:
    void showFields();

    ChoiceField* scheme_;
    QLineEdit* user_;
    SecretField* password_;
    SecretField* token_;
    CookieTable* cookies_;
    QCheckBox* keeps_;
    JarTable* jar_;
};

} // namespace framescope::ui
