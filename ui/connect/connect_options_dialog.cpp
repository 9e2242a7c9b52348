// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connect_options_dialog.h"

#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/error_text.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>

namespace framescope::ui {

namespace {

QString headerLines(const wire::HeaderFields& headers)
{
    QStringList lines;
    for (const wire::HeaderField& header : headers) {
        lines += QString::fromStdString(header.name) + QStringLiteral(": ") +
                 QString::fromStdString(header.value);
    }
    return lines.join(QLatin1Char('\n'));
}

/// Reads one header a line; skips empty lines.
Result<wire::HeaderFields> headersFrom(const QString& text)
{
    connection::ConnectionOptions options;
    int number = 0;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        ++number;
        if (line.trimmed().isEmpty()) {
            continue;
        }
        const auto added = connection::addHeaderLine(options, line.trimmed().toStdString(),
                                                     "header in line " + std::to_string(number));
        if (!added) {
            return tl::unexpected(added.error());
        }
    }
    return options.headers;
}

QFormLayout* makeForm(QWidget* page)
{
    auto* form = new QFormLayout(page);
    form->setContentsMargins(12, 14, 12, 12);
    form->setSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    return form;
}

} // namespace

ConnectOptionsDialog::ConnectOptionsDialog(const connection::ConnectionOptions& options,
                                           QWidget* parent)
    : QDialog(parent), options_(options),
      headers_(new QPlainTextEdit(headerLines(options.headers))),
      subprotocols_(new QLineEdit(options.subprotocols.join(QStringLiteral(", ")))),
      origin_(new QLineEdit(options.origin)), proxy_(new QLineEdit(options.proxy.url.toString())),
      caFile_(new QLineEdit(options.tls.caFile)), certFile_(new QLineEdit(options.tls.certFile)),
      keyFile_(new QLineEdit(options.tls.keyFile)),
      insecure_(new QCheckBox(tr("Accept any &certificate (not verified)"))),
      deflate_(new QCheckBox(tr("Offer compression (permessage-&deflate)"))),
      strict_(new QCheckBox(tr("&Fail the connection on a protocol violation (RFC 6455 7.1.7)"))),
      automaticPong_(new QCheckBox(tr("Answer &pings automatically"))),
      message_(style::wrappedLabel({}, "bad"))
{
    setWindowTitle(tr("Connect options"));
    resize(580, 420);
    insecure_->setChecked(options.tls.insecure);
    deflate_->setChecked(options.compression.offered);
    strict_->setChecked(options.strict);
    automaticPong_->setChecked(options.behaviours.pong != connection::Behaviours::Pong::Off);

    auto* tabs = new QTabWidget;
    tabs->addTab(buildRequest(), tr("Request"));
    tabs->addTab(buildTls(), tr("TLS and proxy"));
    tabs->addTab(buildBehaviour(), tr("Behaviour"));
    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    accept_ = buttons->button(QDialogButtonBox::Ok);
    accept_->setDefault(true);

    auto* column = style::column(this, {18, 16, 18, 14}, 12);
    column->addWidget(tabs, 1);
    column->addWidget(message_);
    column->addWidget(buttons);
    for (QLineEdit* field : {subprotocols_, origin_, proxy_, caFile_, certFile_, keyFile_}) {
        connect(field, &QLineEdit::textChanged, this, &ConnectOptionsDialog::check);
    }
    connect(headers_, &QPlainTextEdit::textChanged, this, &ConnectOptionsDialog::check);
    headers_->setFocus();
    check();
}

QWidget* ConnectOptionsDialog::buildRequest()
{
    headers_->setObjectName(QStringLiteral("headers"));
    style::usePayloadFont(*headers_);
    headers_->setPlaceholderText(QStringLiteral("Authorization: Bearer …\nCookie: session=…"));
    headers_->setTabChangesFocus(true);
    headers_->setAccessibleName(tr("Headers, one per line"));
    subprotocols_->setObjectName(QStringLiteral("subprotocols"));
    subprotocols_->setPlaceholderText(QStringLiteral("graphql-ws, json"));
    origin_->setPlaceholderText(QStringLiteral("https://example.com"));
    auto* page = new QWidget;
    QFormLayout* form = makeForm(page);
    form->addRow(tr("&Headers"), headers_);
    form->addRow(tr("&Subprotocols"), subprotocols_);
    form->addRow(tr("&Origin"), origin_);
    return page;
}

QWidget* ConnectOptionsDialog::buildTls()
{
    proxy_->setPlaceholderText(QStringLiteral("http://proxy:3128, socks5://127.0.0.1:1080"));
    const auto browse = [](QLineEdit* field, const QString& title) {
        return style::withBrowseButton(field, title, tr("Choose a file"), QFileDialog::AnyFile);
    };
    auto* page = new QWidget;
    QFormLayout* form = makeForm(page);
    form->addRow(tr("&Authority (PEM)"), browse(caFile_, tr("Certificate authority")));
    form->addRow(tr("C&ertificate (PEM)"), browse(certFile_, tr("Client certificate")));
    form->addRow(tr("&Key (PEM)"), browse(keyFile_, tr("Key of the client certificate")));
    form->addRow(QString(), insecure_);
    form->addRow(tr("Pro&xy"), proxy_);
    return page;
}

QWidget* ConnectOptionsDialog::buildBehaviour()
{
    auto* page = new QWidget;
    auto* column = style::column(page, {12, 14, 12, 12}, 10);
    for (QCheckBox* box : {deflate_, automaticPong_, strict_}) {
        column->addWidget(box);
    }
    column->addStretch(1);
    return page;
}

connection::ConnectionOptions ConnectOptionsDialog::options() const
{
    static const QRegularExpression comma(QStringLiteral("\\s*,\\s*"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    connection::ConnectionOptions options = options_;
    options.headers = headersFrom(headers_->toPlainText()).value_or(wire::HeaderFields());
    options.subprotocols = subprotocols_->text().trimmed().split(comma, Qt::SkipEmptyParts);
    options.origin = origin_->text().trimmed();
    const QString proxy = proxy_->text().trimmed();
    options.proxy = proxy.isEmpty() ? connection::ProxyOptions()
                                    : connection::ProxyOptions::through(QUrl(proxy));
    options.tls.caFile = caFile_->text();
    options.tls.certFile = certFile_->text();
    options.tls.keyFile = keyFile_->text();
    options.tls.insecure = insecure_->isChecked();
    options.compression.offered = deflate_->isChecked();
    options.strict = strict_->isChecked();
    options.behaviours.pong = automaticPong_->isChecked() ? connection::Behaviours::Pong::Send
                                                          : connection::Behaviours::Pong::Off;
    return options;
}

bool ConnectOptionsDialog::hasChoices() const
{
    const connection::ConnectionOptions chosen = options();
    const connection::ConnectionOptions usual;
    return !chosen.headers.empty() || !chosen.subprotocols.isEmpty() || !chosen.origin.isEmpty() ||
           chosen.proxy.use != usual.proxy.use || !chosen.tls.caFile.isEmpty() ||
           !chosen.tls.certFile.isEmpty() || !chosen.tls.keyFile.isEmpty() ||
           chosen.tls.insecure != usual.tls.insecure || chosen.compression != usual.compression ||
           chosen.strict != usual.strict || chosen.behaviours != usual.behaviours;
}

QString ConnectOptionsDialog::mistake() const
{
    if (const auto headers = headersFrom(headers_->toPlainText()); !headers) {
        return errorText(headers.error());
    }
    for (const QLineEdit* field : {caFile_, certFile_, keyFile_}) {
        if (!field->text().isEmpty() && !QFileInfo(field->text()).isFile()) {
            return tr("There is no file %1. Choose one that exists.").arg(field->text());
        }
    }
    const auto checked = connection::check(options());
    return checked ? QString() : errorText(checked.error());
}

void ConnectOptionsDialog::check()
{
    const QString wrong = mistake();
    message_->setText(wrong);
    message_->setVisible(!wrong.isEmpty());
    accept_->setEnabled(wrong.isEmpty());
}

} // namespace framescope::ui
