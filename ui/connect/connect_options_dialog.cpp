// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connect_options_dialog.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

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

QStringList filledLines(const QString& text)
{
    QStringList lines;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        if (!line.trimmed().isEmpty()) {
            lines += line.trimmed();
        }
    }
    return lines;
}

QStringList listOf(const QString& text)
{
    QStringList parts;
    for (const QString& part : text.split(QLatin1Char(','))) {
        if (!part.trimmed().isEmpty()) {
            parts += part.trimmed();
        }
    }
    return parts;
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

ConnectOptionsDialog::ConnectOptionsDialog(const session::SessionOptions& options, QWidget* parent)
    : QDialog(parent), options_(options),
      headers_(new QPlainTextEdit(headerLines(options.headers))),
      subprotocols_(new QLineEdit(options.subprotocols.join(QStringLiteral(", ")))),
      origin_(new QLineEdit(options.origin)), proxy_(new QLineEdit(options.proxy.toString())),
      caFile_(new QLineEdit(options.caFile)), certFile_(new QLineEdit(options.certFile)),
      keyFile_(new QLineEdit(options.keyFile)),
      insecure_(new QCheckBox(tr("Accept any &certificate (not verified)"))),
      deflate_(new QCheckBox(tr("Offer compression (permessage-&deflate)"))),
      strict_(new QCheckBox(tr("&Fail the connection on a protocol violation (RFC 6455 7.1.7)"))),
      automaticPong_(new QCheckBox(tr("Answer &pings automatically"))),
      message_(style::plainLabel())
{
    setWindowTitle(tr("Connect options"));
    resize(580, 420);
    insecure_->setChecked(options.insecure);
    deflate_->setChecked(options.deflate);
    strict_->setChecked(options.strict);
    automaticPong_->setChecked(options.automaticPong);

    auto* tabs = new QTabWidget;
    tabs->addTab(buildRequest(), tr("Request"));
    tabs->addTab(buildTls(), tr("TLS and proxy"));
    tabs->addTab(buildBehaviour(), tr("Behaviour"));
    message_->setProperty("role", QStringLiteral("bad"));
    message_->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    accept_ = buttons->button(QDialogButtonBox::Ok);
    accept_->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(12);
    column->addWidget(tabs, 1);
    column->addWidget(message_);
    column->addWidget(buttons);
    for (QLineEdit* field : {proxy_, caFile_, certFile_, keyFile_}) {
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
    auto* page = new QWidget;
    QFormLayout* form = makeForm(page);
    form->addRow(tr("&Authority (PEM)"), withBrowseButton(caFile_, tr("Certificate authority")));
    form->addRow(tr("C&ertificate (PEM)"), withBrowseButton(certFile_, tr("Client certificate")));
    form->addRow(tr("&Key (PEM)"), withBrowseButton(keyFile_, tr("Key of the client certificate")));
    form->addRow(QString(), insecure_);
    form->addRow(tr("Pro&xy"), proxy_);
    return page;
}

QWidget* ConnectOptionsDialog::buildBehaviour()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 14, 12, 12);
    column->setSpacing(10);
    for (QCheckBox* box : {deflate_, automaticPong_, strict_}) {
        column->addWidget(box);
    }
    column->addStretch(1);
    return page;
}

QWidget* ConnectOptionsDialog::withBrowseButton(QLineEdit* field, const QString& title)
{
    auto* holder = new QWidget;
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    auto* browse = new QToolButton;
    browse->setIcon(style::icon(QStringLiteral("open")));
    browse->setToolTip(tr("Choose a file"));
    browse->setAccessibleName(tr("Choose: %1").arg(title));
    row->addWidget(field, 1);
    row->addWidget(browse);
    holder->setFocusProxy(field);
    connect(browse, &QToolButton::clicked, this, [this, field, title] {
        auto* dialog = new QFileDialog(this, title);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::fileSelected, field, &QLineEdit::setText);
        dialog->open();
    });
    return holder;
}

session::SessionOptions ConnectOptionsDialog::options() const
{
    session::SessionOptions options = options_;
    options.headers.clear();
    for (const QString& line : filledLines(headers_->toPlainText())) {
        options.headers.push_back({line.section(QLatin1Char(':'), 0, 0).trimmed().toStdString(),
                                   line.section(QLatin1Char(':'), 1).trimmed().toStdString()});
    }
    options.subprotocols = listOf(subprotocols_->text());
    options.origin = origin_->text().trimmed();
    options.proxy = QUrl(proxy_->text().trimmed());
    options.caFile = caFile_->text();
    options.certFile = certFile_->text();
    options.keyFile = keyFile_->text();
    options.insecure = insecure_->isChecked();
    options.deflate = deflate_->isChecked();
    options.strict = strict_->isChecked();
    options.automaticPong = automaticPong_->isChecked();
    return options;
}

bool ConnectOptionsDialog::hasChoices() const
{
    const session::SessionOptions chosen = options();
    const session::SessionOptions usual;
    return !chosen.headers.empty() || !chosen.subprotocols.isEmpty() || !chosen.origin.isEmpty() ||
           !chosen.proxy.isEmpty() || !chosen.caFile.isEmpty() || !chosen.certFile.isEmpty() ||
           !chosen.keyFile.isEmpty() || chosen.insecure != usual.insecure ||
           chosen.deflate != usual.deflate || chosen.strict != usual.strict ||
           chosen.automaticPong != usual.automaticPong;
}

QString ConnectOptionsDialog::mistake() const
{
    int number = 0;
    for (const QString& line : headers_->toPlainText().split(QLatin1Char('\n'))) {
        ++number;
        if (!line.trimmed().isEmpty() && line.trimmed().indexOf(QLatin1Char(':')) < 1) {
            return tr("The header in line %1 has no colon. Write it as 'Name: value'.").arg(number);
        }
    }
    for (const QLineEdit* field : {caFile_, certFile_, keyFile_}) {
        if (!field->text().isEmpty() && !QFileInfo(field->text()).isFile()) {
            return tr("There is no file %1. Choose one that exists.").arg(field->text());
        }
    }
    if (certFile_->text().isEmpty() != keyFile_->text().isEmpty()) {
        return tr("A client certificate and its key are only valid together.");
    }
    const QUrl proxy(proxy_->text().trimmed());
    if (!proxy.isEmpty() &&
        (proxy.host().isEmpty() ||
         (proxy.scheme() != QLatin1String("http") && proxy.scheme() != QLatin1String("socks5")))) {
        return tr("A proxy is written http://host:port or socks5://host:port.");
    }
    return {};
}

void ConnectOptionsDialog::check()
{
    const QString wrong = mistake();
    message_->setText(wrong);
    message_->setVisible(!wrong.isEmpty());
    accept_->setEnabled(wrong.isEmpty());
}

} // namespace framescope::ui
