// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/messages_page.h"

#include "base/text/qt_string.h"
#include "connection/compression.h"
#include "present/words/visible_line.h"
#include "ui/connect/options/option_fields.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>

namespace framescope::ui {

namespace {

constexpr int LeastBits = 8; // RFC 7692 7.1.2
constexpr int MostBits = 15;

QStringList bits()
{
    QStringList bits;
    for (int count = LeastBits; count <= MostBits; ++count) {
        bits += MessagesPage::tr("%1 bits").arg(count);
    }
    return bits;
}

/// The index among the bits, which begin at `first`.
int indexOf(const std::optional<int>& bits, int first)
{
    return bits && *bits > 0 ? *bits - LeastBits + first : bits ? first - 1 : 0;
}

} // namespace

MessagesPage::MessagesPage()
    : OptionsPage("messagesPage", tr("Messages"), "text"),
      mode_(new ChoiceField("compression", {tr("Not offered"), tr("permessage-deflate"),
                                            tr("A line of extensions")})),
      serverNoTakeover_(new QCheckBox(tr("Ask the &server to begin each message anew"))),
      clientNoTakeover_(new QCheckBox(tr("Offer to begin each &message of ours anew"))),
      serverBits_(new ChoiceField("serverBits", QStringList{tr("not asked for")} + bits())),
      clientBits_(new ChoiceField(
          "clientBits", QStringList{tr("not offered"), tr("as the server wants")} + bits())),
      extensions_(new QLineEdit), preview_(style::wrappedLabel()), largest_(new QDoubleSpinBox),
      strict_(new QCheckBox(tr("&Fail the connection on a protocol violation (RFC 6455 7.1.7)")))
{
    serverNoTakeover_->setObjectName(QStringLiteral("serverNoContextTakeover"));
    clientNoTakeover_->setObjectName(QStringLiteral("clientNoContextTakeover"));
    serverNoTakeover_->setToolTip(QStringLiteral("server_no_context_takeover (RFC 7692 7.1.1.1)"));
    clientNoTakeover_->setToolTip(QStringLiteral("client_no_context_takeover (RFC 7692 7.1.1.2)"));
    serverBits_->setToolTip(QStringLiteral("server_max_window_bits (RFC 7692 7.1.2.1)"));
    clientBits_->setToolTip(QStringLiteral("client_max_window_bits (RFC 7692 7.1.2.2)"));
    extensions_->setObjectName(QStringLiteral("extensions"));
    extensions_->setPlaceholderText(QStringLiteral("x-webkit-deflate-frame, foo; bar=1"));
    style::usePayloadFont(*extensions_);
    preview_->setObjectName(QStringLiteral("extensionsPreview"));
    preview_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    style::usePayloadFont(*preview_);
    constexpr double LargestLimit = 1e15;
    largest_->setObjectName(QStringLiteral("largestMessage"));
    largest_->setDecimals(0);
    largest_->setRange(0, LargestLimit);
    largest_->setGroupSeparatorShown(true);
    largest_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    largest_->setSuffix(tr(" bytes"));
    largest_->setSpecialValueText(tr("No limit"));
    strict_->setObjectName(QStringLiteral("strict"));

    addTitle(tr("Compression"));
    addField(tr("&Compression"), mode_, {}, sideBySide({mode_}));
    addField({}, serverNoTakeover_);
    addField({}, clientNoTakeover_);
    addField(tr("Window of the s&erver"), serverBits_, {"server_max_window_bits"},
             sideBySide({serverBits_}));
    addField(tr("&Window of ours"), clientBits_, {"client_max_window_bits"},
             sideBySide({clientBits_}));
    addField(tr("E&xtensions"), extensions_, {"extensions"});
    addField(tr("Goes out as"), preview_);
    addTitle(tr("Messages of the server"));
    addField(tr("&Largest message"), largest_, {}, sideBySide({largest_}));
    addExplanation(tr("A longer one fails the connection with 1009."));
    addField({}, strict_);
    followFields();
    connect(mode_, &QComboBox::currentIndexChanged, this, &MessagesPage::showFields);
    setFocusProxy(mode_);
}

void MessagesPage::load(const connection::ConnectionOptions& options)
{
    const connection::Compression& given = options.compression;
    mode_->setChoice(!given.extensions.empty() ? Mode::Line
                     : given.offered           ? Mode::Deflate
                                               : Mode::Off);
    serverNoTakeover_->setChecked(given.serverNoContextTakeover);
    clientNoTakeover_->setChecked(given.clientNoContextTakeover);
    serverBits_->setCurrentIndex(indexOf(given.serverMaxWindowBits, 1));
    clientBits_->setCurrentIndex(indexOf(given.clientMaxWindowBits, 2));
    extensions_->setText(toQString(given.extensions));
    largest_->setValue(static_cast<double>(options.largestMessage));
    strict_->setChecked(options.strict);
    showFields();
}

void MessagesPage::store(connection::ConnectionOptions& options) const
{
    const auto mode = mode_->choice<Mode>();
    connection::Compression& chosen = options.compression;
    chosen = {};
    chosen.offered = mode == Mode::Deflate;
    chosen.serverNoContextTakeover = serverNoTakeover_->isChecked();
    chosen.clientNoContextTakeover = clientNoTakeover_->isChecked();
    chosen.serverMaxWindowBits.reset();
    if (const int index = serverBits_->currentIndex(); index > 0) {
        chosen.serverMaxWindowBits = index - 1 + LeastBits;
    }
    chosen.clientMaxWindowBits.reset();
    if (const int index = clientBits_->currentIndex(); index > 0) {
        chosen.clientMaxWindowBits = index == 1 ? 0 : index - 2 + LeastBits;
    }
    if (mode == Mode::Line) {
        chosen.extensions = extensions_->text().trimmed().toStdString();
    }
    options.largestMessage = static_cast<std::uint64_t>(largest_->value());
    options.strict = strict_->isChecked();
}

void MessagesPage::showAll(const connection::ConnectionOptions& options)
{
    const std::string offer = offerOf(options.compression);
    preview_->setText(offer.empty() ? tr("(no such line)")
                                    : QStringLiteral("Sec-WebSocket-Extensions: ") +
                                          present::visibleLine(toQString(offer)));
}

Result<void> MessagesPage::check() const
{
    if (mode_->choice<Mode>() == Mode::Line && extensions_->text().trimmed().isEmpty()) {
        return failure("no line is given", "extensions", "write one, or choose another entry");
    }
    return {};
}

void MessagesPage::showFields()
{
    const auto mode = mode_->choice<Mode>();
    for (QWidget* field : std::initializer_list<QWidget*>{serverNoTakeover_, clientNoTakeover_,
                                                          serverBits_, clientBits_}) {
        showRow(field, mode == Mode::Deflate);
    }
    showRow(extensions_, mode == Mode::Line);
}

} // namespace framescope::ui
