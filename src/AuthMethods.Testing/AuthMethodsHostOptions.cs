using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Testing;

/// <summary>How a server for tests is started.</summary>
public sealed class AuthMethodsHostOptions
{
    /// <summary>The database engine. Without a connection string, SQLite uses a database of its own.</summary>
    public TestEngine Engine { get; set; } = TestEngine.Sqlite;

    /// <summary>The database to use. Its schema is brought up to date, and what it contains stays.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The port of http://127.0.0.1 to listen on, 0 for any that is free. Null: the server is reached in memory only.</summary>
    public int? HttpPort { get; set; }

    /// <summary>The port of https://localhost, as <see cref="HttpPort"/>. The host's own clients trust its certificate.</summary>
    public int? HttpsPort { get; set; }

    /// <summary>A file with an exported tenant, which the host has from its start on: <see cref="AuthMethodsHost.FindTenantAsync"/>.</summary>
    public string? SeedFile { get; set; }

    /// <summary>Further settings of the server, such as <c>Policy:RequireMfaForAdministrators</c>.</summary>
    public IDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The server's time, for all tenants; the system's by default.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    internal string Environment { get; set; } = "Development";

    internal Action<IServiceCollection>? Services { get; set; }

    internal bool IsListening => HttpPort is not null || HttpsPort is not null;

    internal string Addresses => !IsListening ? "http://localhost" : string.Join(';', new[]
    {
        HttpPort is { } http ? $"http://127.0.0.1:{http}" : null,
        HttpsPort is { } https ? $"https://127.0.0.1:{https}" : null,
    }.OfType<string>());
}

/// <summary>A database engine that the server runs on.</summary>
public enum TestEngine
{
    /// <summary>SQLite, in a file that is deleted with the host.</summary>
    Sqlite,

    /// <summary>SQL Server.</summary>
    SqlServer,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,
}
