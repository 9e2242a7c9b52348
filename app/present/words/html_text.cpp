// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/html_text.h"

#include "base/text/qt_string.h"

#include <QStringView>

#include <algorithm>
#include <array>
#include <string_view>

namespace framescope::present {

namespace {

/// Elements that begin a new line.
constexpr std::array<std::string_view, 30> Blocks{
    "address", "article", "aside", "blockquote", "body", "br",   "center", "dd",
    "div",     "dl",      "dt",    "footer",     "form", "h1",   "h2",     "h3",
    "h4",      "header",  "hr",    "html",       "li",   "main", "ol",     "p",
    "pre",     "section", "table", "title",      "tr",   "ul"};

/// Elements whose content is no text of the page.
constexpr std::array<std::string_view, 3> Skipped{"script", "style", "template"};

struct Reference
{
    std::string_view name;
    char16_t character;
};

constexpr std::array References{Reference{"amp", u'&'},     Reference{"lt", u'<'},
                                Reference{"gt", u'>'},      Reference{"quot", u'"'},
                                Reference{"apos", u'\''},   Reference{"nbsp", u' '},
                                Reference{"copy", u'\xA9'}, Reference{"mdash", 0x2014},
                                Reference{"ndash", 0x2013}, Reference{"hellip", 0x2026}};

class HtmlText
{
public:
    explicit HtmlText(QStringView html) : html_(html) {}

    QString run()
    {
        while (at_ < html_.size()) {
            const QChar c = html_[at_];
            if (c == u'<' && beginsTag()) {
                takeTag();
            } else if (c == u'&') {
                takeReference();
            } else {
                add(c);
                ++at_;
            }
        }
        return text_.trimmed();
    }

private:
    bool beginsTag() const
    {
        const QChar next = at_ + 1 < html_.size() ? html_[at_ + 1] : QChar();
        return next.isLetter() || next == u'/' || next == u'!' || next == u'?';
    }

    void takeTag()
    {
        if (html_.mid(at_).startsWith(u"<!--")) {
            leaveBehind(html_.indexOf(u"-->", at_ + 4), 3);
            return;
        }
        const bool ends = at_ + 1 < html_.size() && html_[at_ + 1] == u'/';
        qsizetype end = at_ + (ends ? 2 : 1);
        const qsizetype begin = end;
        while (end < html_.size() && html_[end].isLetterOrNumber()) {
            ++end;
        }
        const QString name = html_.mid(begin, end - begin).toString().toLower();
        leaveBehind(html_.indexOf(u'>', end), 1);
        if (isOneOf(Blocks, name)) {
            breakLine();
        }
        if (!ends && isOneOf(Skipped, name)) {
            const QString closing = QStringLiteral("</") + name;
            leaveBehind(html_.indexOf(closing, at_, Qt::CaseInsensitive), 0);
        }
    }

    /// Goes on after what was found, or at the end if it is -1.
    void leaveBehind(qsizetype found, qsizetype length)
    {
        at_ = found < 0 ? html_.size() : found + length;
    }

    template <std::size_t N>
    static bool isOneOf(const std::array<std::string_view, N>& names, const QString& name)
    {
        return std::ranges::any_of(
            names, [&name](std::string_view each) { return name == latinText(each); });
    }

    void takeReference()
    {
        constexpr qsizetype Longest = 12;
        const qsizetype end = html_.mid(at_, Longest).indexOf(u';');
        const char32_t character = end < 0 ? 0 : referred(html_.mid(at_ + 1, end - 1));
        if (character == 0) {
            add(u'&');
            ++at_;
            return;
        }
        for (const QChar c : QString::fromUcs4(&character, 1)) {
            add(c);
        }
        at_ += end + 1;
    }

    /// The character of a reference; 0 if it is none.
    static char32_t referred(QStringView name)
    {
        if (name.startsWith(u'#')) {
            const bool hex = name.mid(1).startsWith(u'x', Qt::CaseInsensitive);
            bool isNumber = false;
            const uint number = name.mid(hex ? 2 : 1).toUInt(&isNumber, hex ? 16 : 10);
            const bool isCharacter = number <= 0x10FFFF && (number < 0xD800 || number > 0xDFFF);
            return isNumber && isCharacter ? number : 0;
        }
        const auto* const found = std::ranges::find_if(
            References, [name](const Reference& each) { return name == latinText(each.name); });
        return found == References.end() ? 0 : found->character;
    }

    void breakLine()
    {
        while (text_.endsWith(u' ')) {
            text_.chop(1);
        }
        if (!text_.isEmpty() && !text_.endsWith(u'\n')) {
            text_ += u'\n';
        }
    }

    void add(QChar c)
    {
        if (!c.isSpace()) {
            text_ += c;
        } else if (!text_.isEmpty() && !text_.back().isSpace()) {
            text_ += u' ';
        }
    }

    QStringView html_;
    qsizetype at_ = 0;
    QString text_;
};

} // namespace

QString htmlText(const QString& html)
{
    return HtmlText(html).run();
}

} // namespace framescope::present
