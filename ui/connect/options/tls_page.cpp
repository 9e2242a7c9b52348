// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/tls_page.h"

#include "ui/connect/options/option_fields.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/secret_field.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

namespace framescope::ui {

using connection::TlsVersion;

namespace {

struct FileField
{
    const QLineEdit* field;
    const char* where;
};

QWidget* browse(QLineEdit* field, const QString& title)
{
    return style::withBrowseButton(field, title, TlsPage::tr("Choose a file"),
                                   QFileDialog::AnyFile);
}

} // namespace

TlsPage::TlsPage()
    : OptionsPage("tlsPage", tr("TLS"), "lock"),
      insecure_(new QCheckBox(tr("Accept an&y certificate (not verified)"))),
      caFile_(new QLineEdit), accepted_(new QWidget), fingerprint_(style::wrappedLabel()),
      certFile_(new QLineEdit), keyFile_(new QLineEdit), passPhrase_(new SecretField),
      serverName_(new QLineEdit),
      lowest_(new ChoiceField("lowestTls", {QStringLiteral("TLS 1.2"), QStringLiteral("TLS 1.3")})),
      highest_(
          new ChoiceField("highestTls", {QStringLiteral("TLS 1.2"), QStringLiteral("TLS 1.3")})),
      alpn_(new QLineEdit)
{
    insecure_->setObjectName(QStringLiteral("insecure"));
    caFile_->setObjectName(QStringLiteral("caFile"));
    certFile_->setObjectName(QStringLiteral("certFile"));
    keyFile_->setObjectName(QStringLiteral("keyFile"));
    passPhrase_->setObjectName(QStringLiteral("passPhrase"));
    serverName_->setObjectName(QStringLiteral("serverName"));
    alpn_->setObjectName(QStringLiteral("alpn"));
    buildVerification();
    buildClient();
    buildHandshake();
    followFields();
    setFocusProxy(caFile_);
}

void TlsPage::buildVerification()
{
    addTitle(tr("The server's certificate"));
    caFile_->setPlaceholderText(tr("PEM, beside those of the system"));
    addField(tr("&Authority"), caFile_, {"certificate authority"},
             browse(caFile_, tr("Certificate authority")));
    addField({}, insecure_);
    auto* remove = new QPushButton(tr("&Forget it"));
    remove->setObjectName(QStringLiteral("forgetCertificate"));
    remove->setAutoDefault(false);
    fingerprint_->setObjectName(QStringLiteral("fingerprint"));
    fingerprint_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    style::usePayloadFont(*fingerprint_);
    auto* row = style::row(accepted_, {}, 8);
    row->addWidget(fingerprint_, 1);
    row->addWidget(remove, 0, Qt::AlignTop);
    addField(tr("Accepted"), accepted_, {"accepted certificate"});
    connect(remove, &QPushButton::clicked, this, [this] {
        acceptedCertificate_.clear();
        showFingerprint();
        emit changed();
    });
}

void TlsPage::buildClient()
{
    addTitle(tr("Our own certificate"));
    certFile_->setPlaceholderText(tr("PEM, or PKCS#12 with its key"));
    keyFile_->setPlaceholderText(tr("PEM; none for PKCS#12"));
    addField(tr("C&ertificate"), certFile_, {"client certificate"},
             browse(certFile_, tr("Client certificate")));
    addField(tr("&Key"), keyFile_, {"client key"},
             browse(keyFile_, tr("Key of the client certificate")));
    addField(tr("&Pass phrase"), passPhrase_, {"pass phrase"});
}

void TlsPage::buildHandshake()
{
    addTitle(tr("The handshake"));
    serverName_->setPlaceholderText(tr("The host of the address"));
    alpn_->setPlaceholderText(QStringLiteral("http/1.1"));
    lowest_->setAccessibleName(tr("Lowest version"));
    highest_->setAccessibleName(tr("Highest version"));
    addField(tr("&Server name"), serverName_, {"server name"});
    addField(tr("Lowest version"), lowest_, {"TLS version"}, sideBySide({lowest_}));
    addField(tr("Highest version"), highest_, {}, sideBySide({highest_}));
    addField(tr("AL&PN"), alpn_, {"ALPN protocol"});
}

void TlsPage::load(const connection::ConnectionOptions& options)
{
    const connection::TlsOptions& tls = options.tls;
    insecure_->setChecked(tls.insecure);
    caFile_->setText(tls.caFile);
    certFile_->setText(tls.certFile);
    keyFile_->setText(tls.keyFile);
    passPhrase_->setText(tls.passPhrase);
    serverName_->setText(tls.serverName);
    lowest_->setChoice(tls.lowest);
    highest_->setChoice(tls.highest);
    alpn_->setText(tls.alpn.join(QStringLiteral(", ")));
    acceptedCertificate_ = tls.acceptedCertificate;
    showFingerprint();
}

void TlsPage::store(connection::ConnectionOptions& options) const
{
    connection::TlsOptions& tls = options.tls;
    tls.insecure = insecure_->isChecked();
    tls.acceptedCertificate = acceptedCertificate_;
    tls.caFile = caFile_->text();
    tls.certFile = certFile_->text();
    tls.keyFile = keyFile_->text();
    tls.passPhrase = passPhrase_->text();
    tls.serverName = serverName_->text().trimmed();
    tls.lowest = lowest_->choice<TlsVersion>();
    tls.highest = highest_->choice<TlsVersion>();
    tls.alpn = namesFrom(alpn_->text());
}

/// Files are read when connecting; here, only a name that leads nowhere is told.
Result<void> TlsPage::check() const
{
    for (const auto& [field, where] :
         {FileField{caFile_, "certificate authority"}, FileField{certFile_, "client certificate"},
          FileField{keyFile_, "client key"}}) {
        if (!field->text().isEmpty() && !QFileInfo(field->text()).isFile()) {
            return failure("there is no file " + field->text().toStdString(), where,
                           "choose one that exists");
        }
    }
    return {};
}

bool TlsPage::showMistake(const Error& error)
{
    for (QLineEdit* field : {caFile_, certFile_, keyFile_}) {
        if (!field->text().isEmpty() && isAbout(error.where, field->text().toStdString())) {
            markMistake(*field, error);
            return true;
        }
    }
    return OptionsPage::showMistake(error);
}

void TlsPage::showFingerprint()
{
    showRow(accepted_, !acceptedCertificate_.isEmpty());
    fingerprint_->setText(
        tr("SHA-256 %1").arg(QString::fromLatin1(acceptedCertificate_.toHex(' ').toUpper())));
}

} // namespace framescope::ui
