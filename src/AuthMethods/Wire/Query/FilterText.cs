using System.Text;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Wire.Query;

/// <summary>
/// Prepares a filter for the parser: limits its operators, and replaces the literals of <c>in</c> lists by placeholders, because the
/// parser reads such a list as JSON and fails on quotes, commas and dates.
/// </summary>
internal sealed class FilterText
{
    public const int MaxLength = 8_000;

    private const int MaxOperators = 100;
    private const char Mark = '~';

    private readonly List<string> _literals = [];
    private readonly StringBuilder _text = new();

    private FilterText(string filter) => Read(filter);

    /// <summary>The text for the parser.</summary>
    public string Text => _text.ToString();

    public static FilterText Parse(string filter) => new(filter);

    /// <summary>The original literal of a placeholder; other literals are returned unchanged.</summary>
    public object? Literal(object? parsed) =>
        parsed is string { Length: > 2 } text && text[0] == Mark && text[^1] == Mark
        && int.TryParse(text[1..^1], out var i) && i < _literals.Count
            ? _literals[i]
            : parsed;

    private void Read(string filter)
    {
        var operators = 0;
        var brackets = new Stack<bool>();
        for (var i = 0; i < filter.Length;)
        {
            var start = i;
            var c = filter[i];
            if (c == '\'')
            {
                i = EndOfString(filter, i);
                Append(filter[start..i], isInList: brackets.TryPeek(out var isList) && isList);
            }
            else if (char.IsLetterOrDigit(c))
            {
                while (i < filter.Length && (char.IsLetterOrDigit(filter[i]) || "_.:+-".Contains(filter[i], StringComparison.Ordinal))) i++;
                var word = filter[start..i];
                if (IsOperator(word)) operators++;
                if (brackets.TryPeek(out var isList) && isList && DateTimeOffset.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out _))
                {
                    word = $"'{word}'";
                }

                _text.Append(word);
            }
            else
            {
                if (c == '(') brackets.Push(FollowsIn());
                if (c == ')' && brackets.Count > 0) brackets.Pop();
                if (c is '(' or '-') operators++;
                _text.Append(c);
                i++;
            }

            if (operators > MaxOperators) throw GraphErrors.InvalidFilter($"it has more than {MaxOperators} operators and parentheses.");
        }
    }

    private void Append(string quoted, bool isInList)
    {
        if (isInList && quoted.Length >= 2 && quoted[^1] == '\'' && (quoted.Length == 2 || !quoted[1..^1].All(IsPlain)))
        {
            _text.Append('\'').Append(Mark).Append(_literals.Count).Append(Mark).Append('\'');
            _literals.Add(quoted[1..^1].Replace("''", "'", StringComparison.Ordinal));
        }
        else
        {
            _text.Append(quoted);
        }
    }

    /// <summary>The position after the closing quote; a doubled quote is part of the string.</summary>
    private static int EndOfString(string filter, int open)
    {
        for (var i = open + 1; i < filter.Length; i++)
        {
            if (filter[i] != '\'') continue;
            if (i + 1 == filter.Length || filter[i + 1] != '\'') return i + 1;
            i++;
        }

        return filter.Length;
    }

    private bool FollowsIn()
    {
        var before = _text.ToString().AsSpan().TrimEnd();
        return before.EndsWith("in", StringComparison.OrdinalIgnoreCase) && (before.Length == 2 || char.IsWhiteSpace(before[^3]) || before[^3] == ')');
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '@' or '.' or '-' or '_' or '+';

    private static bool IsOperator(string word) =>
        word.Equals("and", StringComparison.OrdinalIgnoreCase)
        || word.Equals("or", StringComparison.OrdinalIgnoreCase)
        || word.Equals("not", StringComparison.OrdinalIgnoreCase);
}
