using System.Net;
using System.Net.Sockets;
using AuthMethods.Server.Commands;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.Configuration;

namespace AuthMethods.Tests.Commands;

public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("urls", "http://localhost:5080", "http://localhost:5080/health/ready")]
    [InlineData("urls", "http://0.0.0.0:80;https://0.0.0.0:443", "http://localhost/health/ready")]
    [InlineData("urls", "http://[::]:5080", "http://localhost:5080/health/ready")]
    [InlineData("urls", "http://+:5080", "http://localhost:5080/health/ready")]
    [InlineData("http_ports", "8080", "http://localhost:8080/health/ready")]
    [InlineData("Kestrel:Endpoints:Public:Url", "http://127.0.0.1:7000", "http://127.0.0.1:7000/health/ready")]
    public void Address_IsWhereTheServerListens(string key, string value, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        Assert.Equal(expected, HealthCommand.Address(configuration).ToString());
    }

    [Fact]
    public async Task Ask_WhenTheServerIsReady_Exits0()
    {
        var server = (await SharedServer.ListeningTenantAsync()).Server;
        // A server's first answer may take longer than the command waits.
        (await server.Client().GetAnswerAsync(HealthCommand.Path)).Is(HttpStatusCode.OK);

        Assert.Equal(0, await HealthCommand.AskAsync(new Uri(server.Address, HealthCommand.Path), CancellationToken.None));
    }

    [Fact]
    public async Task Ask_WhenNobodyListens_Exits1()
    {
        // A port that is bound but not listening, so no other process gets it.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Equal(1, await HealthCommand.AskAsync(new Uri($"http://{taken.LocalEndPoint}{HealthCommand.Path}"), CancellationToken.None));
    }

    [Fact]
    public async Task Ask_WhenTheAnswerIsNotSuccess_Exits1()
    {
        var server = (await SharedServer.ListeningTenantAsync()).Server;

        Assert.Equal(1, await HealthCommand.AskAsync(new Uri(server.Address, "/v1.0/users"), CancellationToken.None));
    }
}
