// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/state_indicator.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QRadioButton>
#include <QStyle>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace tst_style {

using namespace framescope;
using namespace framescope::ui::style;

namespace {

double luminance(const QColor& color)
{
    const auto linear = [](double v) {
        return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

/// WCAG 2 contrast ratio, 1 to 21.
double contrast(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

class TestStyle : public QObject
{
    Q_OBJECT

private slots:
    void textCanBeRead_data();
    void textCanBeRead();
    void theSheetKnowsItsColours();
    void everyIconIsDrawn();
    void iconsFollowTheTheme();
    void wordsFollowTheTheme();
    void emptyBoxesCanBeSeen();
    void buttonsOfDialogsHaveNoIcons();

private:
    Theme theme_{*static_cast<QApplication*>(qApp)};
};

void TestStyle::textCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestStyle::textCanBeRead()
{
    QFETCH(bool, dark);
    const Colours& c = dark ? darkColours() : lightColours();
    const std::vector<std::pair<const char*, QColor>> inks{{"text", c.text},
                                                           {"muted", c.muted},
                                                           {"accentInk", c.accentInk},
                                                           {"incoming", c.incoming},
                                                           {"outgoing", c.outgoing},
                                                           {"control", c.control},
                                                           {"good", c.good},
                                                           {"lifeCycle", c.lifeCycle},
                                                           {"warning", c.warning},
                                                           {"bad", c.bad},
                                                           {"key", c.key},
                                                           {"string", c.string},
                                                           {"number", c.number},
                                                           {"literal", c.literal}};
    const std::vector<std::pair<const char*, QColor>> grounds{
        {"window", c.window},       {"base", c.base},
        {"alternate", c.alternate}, {"raised", c.raised},
        {"hover", c.hover},         {"selection", c.selection},
        {"badFill", c.badFill},     {"warningFill", c.warningFill},
        {"infoFill", c.infoFill}};
    for (const auto& [ink, inkColor] : inks) {
        for (const auto& [ground, groundColor] : grounds) {
            const double ratio = contrast(inkColor, groundColor);
            QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3")
                                                  .arg(QLatin1String(ink), QLatin1String(ground))
                                                  .arg(ratio)));
        }
    }
    QVERIFY(contrast(c.accentText, c.accent) >= 4.5);
    QVERIFY(contrast(c.accentText, c.accentHover) >= 4.5);
}

void TestStyle::theSheetKnowsItsColours()
{
    // One @ stands in the comment that explains it.
    QVERIFY(!qApp->styleSheet().isEmpty());
    QCOMPARE(qApp->styleSheet().count(QLatin1Char('@')), 1);
}

void TestStyle::everyIconIsDrawn()
{
    QStringList names;
    for (const ui::ActionRow& row : ui::actionTable()) {
        names += QString::fromLatin1(row.icon);
    }
    for (int type = 0; type <= int(timeline::Type::Reserved); ++type) {
        names += iconName(static_cast<timeline::Type>(type));
    }
    names.removeAll(QString());
    for (const QString& name : names) {
        QVERIFY2(QFile::exists(QStringLiteral(":/icons/actions/%1.svg").arg(name)),
                 qPrintable(name));
        const QImage image = icon(name).pixmap(16, 16).toImage();
        bool drawn = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                drawn = drawn || image.pixelColor(x, y).alpha() > 100;
            }
        }
        QVERIFY2(drawn, qPrintable(name));
    }
}

void TestStyle::iconsFollowTheTheme()
{
    const QIcon dot = icon(QStringLiteral("dot"));
    theme_.choose(ThemeChoice::Light);
    QCOMPARE(dot.pixmap(16, 16).toImage().pixelColor(8, 8), lightColours().text);
    theme_.choose(ThemeChoice::Dark);
    QCOMPARE(dot.pixmap(16, 16).toImage().pixelColor(8, 8), darkColours().text);
    theme_.choose(ThemeChoice::System);
}

/// In whatever order palette and style sheet change.
void TestStyle::wordsFollowTheTheme()
{
    ui::StateIndicator indicator;
    indicator.setLook({QStringLiteral("open"), QStringLiteral("dot"), present::Tone::Good, {}});
    indicator.show();
    const auto ink = [&indicator] {
        for (const QLabel* label : indicator.findChildren<QLabel*>()) {
            if (label->text() == QStringLiteral("open")) {
                return label->palette().color(QPalette::WindowText);
            }
        }
        return QColor();
    };
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::Dark}) {
        theme_.choose(choice);
        const Colours& c = choice == ThemeChoice::Dark ? darkColours() : lightColours();
        QCOMPARE(ink(), c.good); // as it was before the theme changed
        for (int tone = int(present::Tone::Bad); tone >= int(present::Tone::Neutral); --tone) {
            const auto shown = static_cast<present::Tone>(tone);
            indicator.setLook({QStringLiteral("open"), QStringLiteral("dot"), shown, {}});
            QCOMPARE(ink(), c.of(shown));
        }
        indicator.setLook({QStringLiteral("open"), QStringLiteral("dot"), present::Tone::Good, {}});
    }
    theme_.choose(ThemeChoice::System);
}

/// Boxes that are not checked can be told from what they stand on.
void TestStyle::emptyBoxesCanBeSeen()
{
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        theme_.choose(choice);
        QCheckBox box(QStringLiteral("word"));
        QRadioButton button(QStringLiteral("word"));
        for (QAbstractButton* one : std::initializer_list<QAbstractButton*>{&box, &button}) {
            one->resize(one->sizeHint());
            const QImage image = one->grab().toImage();
            double most = 0;
            for (int x = 0; x < 16; ++x) {
                most = std::max(most, contrast(image.pixelColor(x, image.height() / 2),
                                               image.pixelColor(image.width() - 1, 0)));
            }
            QVERIFY2(most >= 3, qPrintable(QString::number(most)));
        }
    }
    theme_.choose(ThemeChoice::System);
}

/// Where a desktop has some for them, they would be of another style.
void TestStyle::buttonsOfDialogsHaveNoIcons()
{
    QDialogButtonBox box(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    box.ensurePolished();
    QCOMPARE(box.style()->styleHint(QStyle::SH_DialogButtonBox_ButtonsHaveIcons, nullptr, &box), 0);
}

FRAMESCOPE_TEST(TestStyle)

} // namespace tst_style

#include "tst_style.moc"
