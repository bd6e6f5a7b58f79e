using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AuthMethods.Tests.Repository;

/// <summary><c>docs/operate/configuration.md</c>, from the schema that editors use.</summary>
internal static class ConfigurationPage
{
    private const string SchemaFile = "src/AuthMethods.Server/appsettings.schema.json";

    public static string Text()
    {
        var schema = JsonNode.Parse(RepositoryFiles.Text(SchemaFile))!;
        var sections = schema["properties"]!.AsObject().Where(p => p.Key[0] != '$').ToArray();
        var text = new StringBuilder("""
            # Configuration

            This page is generated from [appsettings.schema.json](../../src/AuthMethods.Server/appsettings.schema.json), which editors use to complete the
            settings files; `dev/docs` writes it again.

            A setting comes from `appsettings.json`, from `appsettings.{environment}.json` or from an environment variable with `__` for `:`, such as
            `Storage__Engine=PostgreSql`. Environment variables win. `ASPNETCORE_ENVIRONMENT` names the environment: `dotnet run` sets it to `Development`,
            a published server and the container run in `Production`.

            The server checks its settings at start. It reports all that cannot work at once, each with its key, and exits with code 2.


            """.ReplaceLineEndings("\n"));
        Append(text, "General", "", "Settings outside a section.", sections.Where(s => s.Value!["properties"] is null));
        foreach (var (name, section) in sections.Where(s => s.Value!["properties"] is not null))
        {
            Append(text, name, $"{name}:", (string)section!["description"]!, section["properties"]!.AsObject());
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Append(StringBuilder text, string title, string prefix, string about, IEnumerable<KeyValuePair<string, JsonNode?>> settings)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{about}\n\n| Key | Default | What it does |\n| --- | --- | --- |\n");
        foreach (var (name, setting) in settings)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{prefix}{name}` | {Default(setting!)} | {setting!["description"]}{Values(setting!)} |\n");
        }

        text.Append('\n');
    }

    private static string Default(JsonNode setting) => setting["default"] switch
    {
        JsonArray or null => "none",
        var value when $"{value}".Length == 0 => "none",
        JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.True => "`true`",
        JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.False => "`false`",
        var value => $"`{value}`",
    };

    private static string Values(JsonNode setting) =>
        setting["enum"] is JsonArray values ? $" One of {string.Join(", ", values.Select(v => $"`{v}`"))}."
        : setting["minimum"] is { } least && setting["maximum"] is { } most ? $" From {least} to {most}."
        : (string?)setting["$ref"] == "#/definitions/duration" ? " A duration: `[days.]hours:minutes:seconds`."
        : "";
}
