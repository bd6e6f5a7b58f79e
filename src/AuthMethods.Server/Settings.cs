using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server;

/// <summary>
/// Compares the configuration with <c>appsettings.schema.json</c>: each key in one of the program's own sections must exist there, and its
/// value must have the declared type. A wrong value is then replaced by its default, so that the other faults of a start can be found too.
/// </summary>
internal sealed class Settings
{
    private const int MaxDistance = 3;
    private const string FileSuffix = "_FILE";

    private readonly JsonElement _definitions;
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string?> _defaults = [];

    private Settings(JsonElement definitions) => _definitions = definitions;

    /// <summary>Reports the faults when the options are validated, together with those that other options find.</summary>
    public static void Check(IConfigurationManager configuration, IServiceCollection services)
    {
        using var file = typeof(Settings).Assembly.GetManifestResourceStream("appsettings.schema.json")!;
        using var schema = JsonDocument.Parse(file);
        var settings = new Settings(schema.RootElement.GetProperty("definitions"));
        settings.ReadFiles(configuration, schema.RootElement.GetProperty("properties"));
        settings.CheckSections(configuration, schema.RootElement.GetProperty("properties"));
        configuration.AddInMemoryCollection(settings._defaults);
        services.AddSingleton<IValidateOptions<Checked>>(new Validator([.. settings._faults]));
        services.AddOptions<Checked>().ValidateOnStart();
    }

    /// <summary>Reads the settings that are in files of their own, as container secrets are: <c>Operator__Key_FILE=/run/secrets/key</c>.</summary>
    private void ReadFiles(IConfigurationManager configuration, JsonElement schema)
    {
        var named = schema.EnumerateObject().Where(IsOwn).SelectMany(section => configuration.GetSection(section.Name).GetChildren())
            .Where(setting => setting.Value is not null && setting.Key.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase)).ToArray();
        var read = new Dictionary<string, string?>();
        foreach (var setting in named)
        {
            try
            {
                read[setting.Path[..^FileSuffix.Length]] = File.ReadAllText(setting.Value!).TrimEnd('\r', '\n');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _faults.Add($"{setting.Path} cannot be read: {e.Message}");
            }
        }

        configuration.AddInMemoryCollection(read);
    }

    private static bool IsOwn(JsonProperty section) => section.Value.TryGetProperty("properties", out _);

    private void CheckSections(IConfiguration configuration, JsonElement schema)
    {
        var own = schema.EnumerateObject().Where(IsOwn).ToArray();
        foreach (var section in own) CheckObject(configuration.GetSection(section.Name), section.Value);
        // Other sections belong to the framework or are environment variables that have nothing to do with this program.
        foreach (var unknown in configuration.GetChildren().Where(c => c.GetChildren().Any() && !schema.TryGetProperty(c.Key, out _)))
        {
            if (Nearest(unknown.Key, own.Select(s => s.Name), 2) is { } meant && !meant.Equals(unknown.Key, StringComparison.OrdinalIgnoreCase))
            {
                _faults.Add($"{unknown.Key} is not a section of the settings. Did you mean {meant}?");
            }
        }
    }

    private void CheckObject(IConfigurationSection section, JsonElement schema)
    {
        var known = schema.GetProperty("properties").EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var setting in section.GetChildren())
        {
            if (known.TryGetValue(setting.Key, out var declared)) CheckValue(setting, declared);
            else if (setting.Key.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase) && known.ContainsKey(setting.Key[..^FileSuffix.Length])) continue;
            else _faults.Add($"{setting.Path} is not a setting. {Suggestion(section, setting.Key, known.Keys)}");
        }
    }

    private static string Suggestion(IConfigurationSection section, string key, ICollection<string> known) => Nearest(key, known, MaxDistance) is { } meant
        ? $"Did you mean {section.Path}:{meant}?"
        : $"{section.Path} has {string.Join(", ", known.Order(StringComparer.Ordinal))}.";

    private void CheckValue(IConfigurationSection setting, JsonElement declared)
    {
        if (declared.TryGetProperty("properties", out _))
        {
            CheckObject(setting, declared);
            return;
        }

        // Lists and maps have no value themselves; an empty value means that the setting is not set.
        if (string.IsNullOrEmpty(setting.Value) || Expected(setting, declared) is not { } expected) return;
        _faults.Add($"{setting.Path} is '{setting.Value}'. It must be {expected}.");
        _defaults[setting.Path] = declared.TryGetProperty("default", out var usual) ? usual.ToString() : null;
    }

    /// <summary>What a value must be; null if it is.</summary>
    private string? Expected(IConfigurationSection setting, JsonElement declared)
    {
        var value = setting.Value!;
        if (declared.TryGetProperty("enum", out var allowed))
        {
            var names = allowed.EnumerateArray().Select(a => a.GetString()!).ToArray();
            return names.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"one of {string.Join(", ", names)}";
        }

        if (declared.TryGetProperty("$ref", out _))
        {
            var form = _definitions.GetProperty("duration").GetProperty("description").GetString();
            return TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero ? null : $"a duration: {form}";
        }

        return declared.GetProperty("type").GetString() switch
        {
            "boolean" => bool.TryParse(value, out _) ? null : "true or false",
            "integer" => Number(value, declared),
            "array" => $"a list: {setting.Path}:0, {setting.Path}:1 and so on",
            "object" => "a section",
            _ => declared.TryGetProperty("format", out _) && !Uri.TryCreate(value, UriKind.Absolute, out _) ? "an absolute address, such as https://graph.contoso.com" : null,
        };
    }

    private static string? Number(string value, JsonElement declared)
    {
        var least = declared.TryGetProperty("minimum", out var minimum) ? minimum.GetInt32() : int.MinValue;
        var most = declared.TryGetProperty("maximum", out var maximum) ? maximum.GetInt32() : int.MaxValue;
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return null;
        return most == int.MaxValue ? $"a number from {least}" : $"a number from {least} to {most}";
    }

    /// <summary>The name with the fewest characters to change; null if all differ in more than <paramref name="most"/>.</summary>
    private static string? Nearest(string name, IEnumerable<string> names, int most) => names
        .Select(n => (Name: n, Distance: Distance(name.ToUpperInvariant(), n.ToUpperInvariant())))
        .Where(n => n.Distance <= most)
        .OrderBy(n => n.Distance).Select(n => n.Name).FirstOrDefault();

    /// <summary>The Levenshtein distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[^1];
    }

    /// <summary>Options whose validation fails if a setting is wrong.</summary>
    public sealed class Checked;

    private sealed class Validator(string[] faults) : IValidateOptions<Checked>
    {
        public ValidateOptionsResult Validate(string? name, Checked options) =>
            faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
