using System.Net.Sockets;
using System.Text;
using AuthMethods.Tests.Server;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Tests.Storage;

/// <summary>After every kind of secret has been used, neither the database nor the log contains one of them in any encoding.</summary>
public sealed class SecretSweepTests
{
    [Fact]
    public async Task Database_HoldsNoSecretInClear()
    {
        await using var server = await TestServer.StartAsync();
        var tenant = await server.TenantAsync();

        var secrets = await UsedSecrets.AllAsync(tenant);

        // Names are stored in plain text, so the search must find them.
        var files = System.IO.Directory.GetFiles(server.Directory, "test.db*").ToDictionary(f => f, Read);
        var texts = await DumpAsync(Path.Combine(server.Directory, "test.db"));
        Assert.Contains(texts, text => text.Contains(tenant.Name("kim"), StringComparison.Ordinal));
        Assert.Contains(files.Values, bytes => Holds(bytes, Encoding.UTF8.GetBytes(tenant.Name("kim"))));
        Assert.True(secrets.Count >= 24);
        foreach (var (name, secret) in secrets)
        {
            Assert.All(texts, text =>
                Assert.False(FormsOf(secret).Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)), $"{name} is in a table"));
            Assert.All(files, file =>
                Assert.False(
                    FormsOf(secret).Any(form => EncodingsOf(form).Any(bytes => Holds(file.Value, bytes))), $"{name} is in {Path.GetFileName(file.Key)}"));
        }
    }

    [Fact]
    public async Task Log_HoldsNoSecretAndNoPhoneNumber_AtAnyLevel()
    {
        var log = new RecordedLog(LogLevel.Trace);
        await using var server = await TestServer.StartAsync(Everything, services: services => services.AddSingleton<ILoggerProvider>(log));
        var tenant = await server.TenantAsync();

        var secrets = await UsedSecrets.AllAsync(tenant);
        foreach (var (name, value) in await UsedSecrets.InQueriesAsync(tenant)) secrets.Add(name, value);

        AssertHolds(log, "Executed DbCommand", "Executing endpoint");
        AssertHoldsNone(log, secrets);
    }

    [Theory]
    [InlineData("GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer Sweep-Token-52\u0001\r\n\r\n", "a header with a control character")]
    [InlineData("GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\nAuthorization Bearer Sweep-Token-52\r\n\r\n", "a header without a colon")]
    [InlineData("GET /v1.0/me?token=Sweep-Token-52 HTTX/1.1\r\nHost: localhost\r\n\r\n", "no HTTP")]
    [InlineData("GET /v1.0/me?token=Sweep-Token-52%zz\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n", "an address with a control character")]
    [InlineData("GET /v1.0/me HTTP/1.1\r\nHost: Sweep-Token-52@localhost\r\n\r\n", "a host with a user")]
    public async Task Log_OfARequestThatCannotBeRead_DoesNotRepeatIt(string request, string because)
    {
        var log = new RecordedLog(LogLevel.Trace);
        await using var server = await TestServer.StartAsync(Everything, listen: true, services: services => services.AddSingleton<ILoggerProvider>(log));
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());

        Assert.Matches("^HTTP/1.1 [45]", await reader.ReadLineAsync());

        AssertHoldsNone(log, new() { [because] = "Sweep-Token-52" });
    }

    /// <summary>The most that an operator can ask for, also of the categories that have levels of their own in the settings.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Everything =>
        from category in (string[])["Default", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.EntityFrameworkCore"]
        from section in (string[])["Logging", "Logging:RecordedLog"]
        select new KeyValuePair<string, string?>($"{section}:LogLevel:{category}", "Trace");

    private static void AssertHolds(RecordedLog log, params string[] texts) =>
        Assert.All(texts, text => Assert.Contains(log.Lines, line => line.Contains(text, StringComparison.Ordinal)));

    private static void AssertHoldsNone(RecordedLog log, Dictionary<string, string> secrets)
    {
        var all = string.Join('\n', log.Lines);
        foreach (var (name, secret) in secrets)
        {
            foreach (var form in FormsOf(secret).Append(Uri.EscapeDataString(secret)).Where(form => all.Contains(form, StringComparison.OrdinalIgnoreCase)))
            {
                Assert.Fail($"{name} is in the log: {log.Lines.First(line => line.Contains(form, StringComparison.OrdinalIgnoreCase))}");
            }
        }
    }

    /// <summary>Every value of every table as text; bytes are decoded as text.</summary>
    private static async Task<List<string>> DumpAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var values = new List<string>();
        foreach (var table in (await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")).ToArray())
        {
            values.AddRange(await ReadAsync(connection, $"SELECT * FROM \"{table}\""));
        }

        return values;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are the schema's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (reader.GetValue(i) is byte[] bytes) values.AddRange([Encoding.UTF8.GetString(bytes), Encoding.Unicode.GetString(bytes)]);
                else values.Add(reader.GetValue(i).ToString()!);
            }
        }

        return values;
    }

    /// <summary>A secret in plain text and in base64 of its usual encodings, at any offset.</summary>
    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return secret;
        foreach (var bytes in EncodingsOf(secret))
        {
            for (var shift = 0; shift < 3; shift++)
            {
                // The first and last characters depend on the neighboring bytes too.
                var text = Convert.ToBase64String([.. new byte[shift], .. bytes]).TrimEnd('=');
                yield return text[(shift == 0 ? 0 : shift + 1)..^1];
            }

            yield return Convert.ToHexString(bytes);
        }
    }

    private static byte[][] EncodingsOf(string text) =>
        [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text)];

    private static bool Holds(byte[] bytes, byte[] sought) => bytes.AsSpan().IndexOf(sought) >= 0;

    private static byte[] Read(string file)
    {
        // The server has the file open for writing.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
