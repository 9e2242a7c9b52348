// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/request_page.h"

#include "ui/connect/options/option_fields.h"

#include "connection/address_input.h"
#include "connection/request_head.h"
#include "ui/connect/options/header_editor.h"
#include "ui/connect/options/raw_request_edit.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>

#include <charconv>

namespace framescope::ui {

namespace {

constexpr const char* HeaderName = "header";

/// The options with an address, so that a request can be made of them.
connection::ConnectionOptions withAddress(connection::ConnectionOptions options)
{
    if (!connection::checkAuthority(options.url)) {
        options.url = QUrl(QStringLiteral("ws://example.com/"));
        options.resource.clear();
    }
    return options;
}

/// The lines that the client sends by itself; empty if a field has a mistake.
wire::HeaderFields ownLines(connection::ConnectionOptions options)
{
    const bool hasAddress = connection::checkAuthority(options.url).has_value();
    options.headers.clear();
    options.leftOut.clear();
    options.behaviours = {};
    const auto request = connection::defaultRequest(withAddress(std::move(options)));
    if (!request) {
        return {};
    }
    wire::HttpHeadReader reader(wire::HttpHeadReader::Expect::Request);
    reader.feed(asBytes(*request));
    wire::HeaderFields lines = reader.head().fields;
    for (wire::HeaderField& line : lines) {
        if (line.name == "Sec-WebSocket-Key") {
            line.value = RequestPage::tr("(a new one each time)").toStdString();
        } else if (line.name == "Host" && !hasAddress) {
            line.value = RequestPage::tr("(that of the address)").toStdString();
        }
    }
    return lines;
}

} // namespace

RequestPage::RequestPage()
    : OptionsPage("requestPage", tr("Request"), "request"), subprotocols_(new QLineEdit),
      origin_(new QLineEdit), isRaw_(new QCheckBox(tr("&Write the whole request as text"))),
      modes_(new QStackedWidget), headers_(new HeaderEditor), raw_(new RawRequestEdit)
{
    subprotocols_->setObjectName(QStringLiteral("subprotocols"));
    subprotocols_->setPlaceholderText(QStringLiteral("graphql-ws, json"));
    origin_->setObjectName(QStringLiteral("origin"));
    origin_->setPlaceholderText(QStringLiteral("https://example.com"));
    isRaw_->setObjectName(QStringLiteral("isRawRequest"));
    isRaw_->setToolTip(tr("It goes out byte for byte, valid or not"));
    addField(tr("Su&bprotocols"), subprotocols_, {"subprotocol"});
    addField(tr("&Origin"), origin_, {"origin"});
    addField({}, isRaw_);
    modes_->addWidget(headers_);
    modes_->addWidget(raw_);
    addField({}, &raw_->field(), {"raw request"}, modes_);
    followFields();
    connect(isRaw_, &QCheckBox::toggled, this, &RequestPage::switchMode);
    connect(&headers_->lines(), &HeaderLines::edited, this, &RequestPage::changed);
    connect(raw_, &RawRequestEdit::edited, this, &RequestPage::changed);
    setFocusProxy(headers_);
}

void RequestPage::load(const connection::ConnectionOptions& options)
{
    subprotocols_->setText(options.subprotocols.join(QStringLiteral(", ")));
    origin_->setText(options.origin);
    headers_->lines().setLines(options.headers, options.leftOut);
    raw_->setRequest(options.rawRequest);
    const QSignalBlocker quiet(isRaw_);
    isRaw_->setChecked(!options.rawRequest.empty());
    switchMode(isRaw_->isChecked());
}

void RequestPage::store(connection::ConnectionOptions& options) const
{
    options.subprotocols = namesFrom(subprotocols_->text());
    options.origin = origin_->text().trimmed();
    options.headers = headers_->lines().headers();
    options.leftOut = headers_->lines().leftOut();
    options.rawRequest = isRaw_->isChecked() ? raw_->request() : std::string();
}

void RequestPage::showAll(const connection::ConnectionOptions& options)
{
    all_ = options;
    if (wire::HeaderFields lines = ownLines(options); !lines.empty()) {
        headers_->lines().setOwn(lines);
    }
}

/// The text begins with what would go out, and is kept when the switch is turned back.
void RequestPage::switchMode(bool raw)
{
    if (raw && raw_->isEmpty()) {
        raw_->setRequest(connection::defaultRequest(withAddress(all_)).value_or(std::string()));
    }
    modes_->setCurrentIndex(raw ? 1 : 0);
    for (QWidget* field : {subprotocols_, origin_}) {
        field->setEnabled(!raw);
    }
}

bool RequestPage::showMistake(const Error& error)
{
    headerMistaken_ = isAbout(error.where, HeaderName);
    if (!headerMistaken_) {
        return OptionsPage::showMistake(error);
    }
    const std::string_view which =
        std::string_view(error.where)
            .substr(std::min(error.where.size(), std::string_view(HeaderName).size() + 1));
    std::size_t number = 0;
    const auto read = std::from_chars(which.data(), which.data() + which.size(), number);
    const bool isNumber = read.ec == std::errc() && read.ptr == which.data() + which.size();
    if (isNumber && number > 0) {
        headers_->lines().setMistake(number - 1, {});
    } else {
        headers_->lines().setMistake(std::nullopt, std::string(which));
    }
    headers_->showMistake(error);
    return true;
}

void RequestPage::clearMistake()
{
    OptionsPage::clearMistake();
    headerMistaken_ = false;
    headers_->lines().setMistake(std::nullopt, {});
    headers_->showMistake({});
}

void RequestPage::focusMistake()
{
    if (headerMistaken_) {
        headers_->goToMistake();
    } else {
        OptionsPage::focusMistake();
    }
}

} // namespace framescope::ui
