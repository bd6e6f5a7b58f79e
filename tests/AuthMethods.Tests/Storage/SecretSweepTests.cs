using System.Net;
using System.Text;
using AuthMethods.Seed;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Features.Applications;
using AuthMethods.Tests.Features.Users;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using Microsoft.Data.Sqlite;

namespace AuthMethods.Tests.Storage;

/// <summary>After every kind of secret has been used, the database contains none of them in any encoding.</summary>
public sealed class SecretSweepTests
{
    private const string SetByAdmin = "Sweep-Admin-41!";
    private const string SetByOwner = "Sweep-Owner-42!";
    private const string SetByPatch = "Sweep-Patch-43!";

    [Fact]
    public async Task Database_HoldsNoSecretInClear()
    {
        await using var server = await TestServer.StartAsync();
        var tenant = await server.TenantAsync();

        var secrets = await UseSecretsAsync(tenant);

        // Names are stored in plain text, so the search must find them.
        var files = System.IO.Directory.GetFiles(server.Directory, "test.db*").ToDictionary(f => f, Read);
        var texts = await DumpAsync(Path.Combine(server.Directory, "test.db"));
        Assert.Contains(texts, text => text.Contains(tenant.Name("kim"), StringComparison.Ordinal));
        Assert.Contains(files.Values, bytes => Holds(bytes, Encoding.UTF8.GetBytes(tenant.Name("kim"))));
        Assert.True(secrets.Count >= 12);
        foreach (var (name, secret) in secrets)
        {
            Assert.All(texts, text =>
                Assert.False(FormsOf(secret).Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)), $"{name} is in a table"));
            Assert.All(files, file =>
                Assert.False(
                    FormsOf(secret).Any(form => EncodingsOf(form).Any(bytes => Holds(file.Value, bytes))), $"{name} is in {Path.GetFileName(file.Key)}"));
        }
    }

    /// <summary>Uses secrets as clients do, and returns all of them by what they are.</summary>
    private static async Task<Dictionary<string, string>> UseSecretsAsync(TestTenant tenant)
    {
        var secrets = new Dictionary<string, string>
        {
            ["the samples' password"] = SampleTenant.Password,
            ["a client secret"] = SampleTenant.ProvisioningSecret,
            ["another client secret"] = SampleTenant.ReportingSecret,
            ["a new user's password"] = NewUser.Password,
            ["a password that an administrator set"] = SetByAdmin,
            ["a password that its owner set"] = SetByOwner,
            ["a password in a profile"] = SetByPatch,
        };
        var admin = await tenant.WithMfaAsync("global.admin");
        secrets["an application's token"] = (await tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK).Field("access_token");
        secrets["a generated client secret"] =
            await admin.AddPasswordAsync($"/v1.0/servicePrincipals/{SampleTenant.Provisioning}");
        await NewUser.CreateAsync(admin, tenant, "robin");
        (await tenant.SignInAsync("robin", NewUser.Password)).Is(HttpStatusCode.OK);

        string Reset(string alias) => $"/v1.0/users/{tenant.Name(alias)}/authentication/methods/{MethodIds.Password}/resetPassword";
        (await admin.PostAnswerAsync(Reset("balas"), $$"""{"newPassword":"{{SetByAdmin}}"}""")).Is(HttpStatusCode.Accepted);
        secrets["a generated password"] = (string)(await admin.PostAnswerAsync(Reset("megan"))).Is(HttpStatusCode.Accepted).Json["newPassword"]!;
        (await admin.PatchAnswerAsync(
            $"/v1.0/users/{tenant.Name("alex")}", $$$"""{"passwordProfile":{"password":"{{{SetByPatch}}}","forceChangePasswordNextSignIn":false}}"""))
            .Is(HttpStatusCode.NoContent);
        (await tenant.SignInAsync("alex", SetByPatch)).Is(HttpStatusCode.OK);

        var kim = (await tenant.TokenAsync(tenant.OfUser("kim"))).Is(HttpStatusCode.OK);
        secrets["an access token"] = kim.Field("access_token");
        secrets["a refresh token"] = kim.Field("refresh_token");
        secrets["a refreshed refresh token"] = (await tenant.TokenAsync(TokenRequests.OfRefresh(kim.Field("refresh_token"))))
            .Is(HttpStatusCode.OK).Field("refresh_token");
        var own = tenant.ClientOf(kim);
        (await own.PostAnswerAsync("/v1.0/me/changePassword", $$"""{"currentPassword":"{{SampleTenant.Password}}","newPassword":"{{SetByOwner}}"}"""))
            .Is(HttpStatusCode.NoContent);
        (await tenant.SignInAsync("kim", SetByOwner)).Is(HttpStatusCode.OK);

        await tenant.SetPerUserMfaAsync("kim", "enforced");
        secrets["an app password"] = (string)(
            await (await tenant.AsAsync("kim")).PostAnswerAsync("/authmethods/me/appPasswords", """{"displayName":"Old mail client"}"""))
            .Is(HttpStatusCode.Created).Json["password"]!;
        (await tenant.SignInAsync("kim", secrets["an app password"])).Is(HttpStatusCode.OK);
        return secrets;
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
