using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using AuthMethods.Admin;
using AuthMethods.Authority;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Server;

namespace AuthMethods.Tests.Repository;

/// <summary>The options classes, the schema that editors use, and the settings files say the same.</summary>
public sealed class SettingsTests
{
    // A section is named after its class without "Options", with one exception.
    private static readonly Dictionary<string, Type> Sections = typeof(AuthMethodsExtensions).Assembly.GetTypes()
        .Concat(typeof(AuthorityOptions).Assembly.GetTypes())
        .Concat(typeof(ConsoleOptions).Assembly.GetTypes())
        .Concat(typeof(MetricsOptions).Assembly.GetTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && Settable(type).Any())
        .ToDictionary(type => type == typeof(PasswordOptions) ? "Passwords" : type.Name[..^"Options".Length]);

    private static readonly JsonNode Schema = Json("src/AuthMethods.Server/appsettings.schema.json");

    public static TheoryData<string> SectionNames => [.. Sections.Keys];

    public static TheoryData<string> SettingsFiles =>
        [.. System.IO.Directory.EnumerateFiles(RepositoryFiles.At("src/AuthMethods.Server"), "appsettings*.json")
            .Select(f => Path.GetFileName(f)!).Where(f => !f.Contains("schema", StringComparison.Ordinal))];

    /// <summary>All settings, such as <c>Storage:Engine</c>.</summary>
    internal static IEnumerable<string> Keys => Sections.SelectMany(s => Settable(s.Value), (section, property) => $"{section.Key}:{property.Name}");

    [Fact]
    public void Schema_HasASectionForEveryOptionsClass()
    {
        var described = Schema["properties"]!.AsObject().Where(section => section.Value!["properties"] is not null).Select(section => section.Key);

        Assert.Equal(Sections.Keys.Order(), described.Order());
    }

    [Theory]
    [MemberData(nameof(SectionNames))]
    public void Schema_HasTheKeysOfTheOptionsClass(string section)
    {
        var described = Schema["properties"]![section]!["properties"]!.AsObject().Select(p => p.Key);

        Assert.Equal(Settable(Sections[section]).Select(p => p.Name).Order(), described.Order());
    }

    [Theory]
    [MemberData(nameof(SectionNames))]
    public void Schema_HasTheDefaultsOfTheOptionsClass(string section)
    {
        var options = Activator.CreateInstance(Sections[section])!;
        foreach (var property in Settable(Sections[section]))
        {
            var described = Schema["properties"]![section]!["properties"]![property.Name]!["default"];
            Assert.True(Plain(property.GetValue(options)) == (described is JsonArray ? "" : described?.ToString() ?? ""), $"{section}:{property.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(SettingsFiles))]
    public void SettingsFile_HasOnlyWhatTheSchemaKnows(string file)
    {
        var settings = Json($"src/AuthMethods.Server/{file}");

        Assert.Equal("appsettings.schema.json", (string?)settings["$schema"]);
        Assert.Empty(Unknown(settings.AsObject(), Schema, ""));
    }

    [Fact]
    public void Schema_DescribesEverySectionAndSetting()
    {
        foreach (var (name, setting) in Schema["properties"]!.AsObject().Where(s => s.Key[0] != '$'))
        {
            Assert.True(setting!["description"] is not null, name);
            foreach (var (key, inner) in setting["properties"]?.AsObject() ?? []) Assert.True(inner!["description"] is not null, $"{name}:{key}");
        }
    }

    private static IEnumerable<PropertyInfo> Settable(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.SetMethod is { IsPublic: true });

    private static string Plain(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable list => string.Join(',', list.Cast<object>()),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };

    private static IEnumerable<string> Unknown(JsonObject settings, JsonNode schema, string path)
    {
        if (schema["properties"] is not JsonObject known) yield break;
        foreach (var (key, value) in settings)
        {
            if (known[key] is not { } described) yield return $"{path}{key}";
            else if (value is JsonObject section) foreach (var unknown in Unknown(section, described, $"{path}{key}:")) yield return unknown;
            else if (described["enum"] is JsonArray allowed && !allowed.Any(a => (string?)a == (string?)value)) yield return $"{path}{key} = {value}";
            else if (described["type"] is { } type && (string?)type != TypeOf(value)) yield return $"{path}{key} is no {type}";
        }
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
        System.Text.Json.JsonValueKind.Array => "array",
        System.Text.Json.JsonValueKind.Number => "number",
        _ => "string",
    };

    private static JsonNode Json(string path) => JsonNode.Parse(RepositoryFiles.Text(path))!;
}
