// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/options/options_page.h"

class QLineEdit;

namespace framescope::ui {

class ChoiceField;
class NumberField;
class SecretField;

/// Which proxy to connect through.
class ProxyPage : public OptionsPage
{
    Q_OBJECT

public:
    ProxyPage();

    void load(const connection::ConnectionOptions& options) override;
    void store(connection::ConnectionOptions& options) const override;

private:
    QUrl url() const;
    void takeUrl();
    void showFields();

    ChoiceField* use_;
    ChoiceField* kind_;
    QLineEdit* host_;
    NumberField* port_;
    QLineEdit* user_;
    SecretField* password_;
    QLineEdit* exceptions_;
};

} // namespace framescope::ui
