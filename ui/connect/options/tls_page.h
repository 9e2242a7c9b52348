// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/options/options_page.h"

#include <QByteArray>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace framescope::ui {

class ChoiceField;
class SecretField;

/// How TLS is made, and which certificates are accepted.
class TlsPage : public OptionsPage
{
    Q_OBJECT

public:
    TlsPage();

    void load(const connection::ConnectionOptions& options) override;
    void store(connection::ConnectionOptions& options) const override;
    Result<void> check() const override;
    /// Also takes errors of files, which name the file.
    bool showMistake(const Error& error) override;

private:
    void buildVerification();
    void buildClient();
    void buildHandshake();
    void showFingerprint();

    QCheckBox* insecure_;
    QLineEdit* caFile_;
    QWidget* accepted_;
    QLabel* fingerprint_;
    QLineEdit* certFile_;
    QLineEdit* keyFile_;
    SecretField* passPhrase_;
    QLineEdit* serverName_;
    ChoiceField* lowest_;
    ChoiceField* highest_;
    QLineEdit* alpn_;
    QByteArray acceptedCertificate_; ///< SHA-256
};

} // namespace framescope::ui
