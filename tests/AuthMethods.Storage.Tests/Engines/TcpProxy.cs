using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace AuthMethods.Storage.Tests.Engines;

internal enum Traffic
{
    /// <summary>Everything passes.</summary>
    Passes,
    /// <summary>All connections are closed, and new ones at once.</summary>
    IsCut,
    /// <summary>Connections are accepted and nothing passes, in either direction, until traffic passes again.</summary>
    IsHeld,
    /// <summary>As the first, until a client commits: the server gets that, and the connection is closed instead of its answer.</summary>
    LosesTheNextCommit,
}

/// <summary>Stands between the server and its database, to interrupt their connections.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly (string Host, int Port) _target;
    private volatile Traffic _traffic;
    private volatile TaskCompletionSource _passes = new();

    public TcpProxy(string host, int port)
    {
        _target = (host, port);
        _passes.SetResult();
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Traffic Traffic
    {
        get => _traffic;
        set
        {
            _traffic = value;
            if (value == Traffic.IsHeld) _passes = new(TaskCreationOptions.RunContinuationsAsynchronously);
            else _passes.TrySetResult();
            if (value == Traffic.IsCut) Close();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Close();
        _passes.TrySetResult();
    }

    private void Close()
    {
        while (_open.TryTake(out var connection)) connection.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was disposed of.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            if (_traffic == Traffic.IsCut) return;
            _open.Add(client);
            _open.Add(server);
            try
            {
                await _passes.Task;
                await server.ConnectAsync(_target.Host, _target.Port);
                var isLost = new StrongBox<bool>();
                await Task.WhenAny(CopyAsync(client, server, isLost, isQuery: true), CopyAsync(server, client, isLost, isQuery: false));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut.
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, StrongBox<bool> isLost, bool isQuery)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
            {
                await _passes.Task;
                var isCommit = isQuery && _traffic == Traffic.LosesTheNextCommit
                    && Encoding.ASCII.GetString(buffer, 0, read).Contains("COMMIT\0", StringComparison.Ordinal);
                if (isCommit) isLost.Value = true;
                if (isQuery || !isLost.Value) await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
                if (!isCommit) continue;
                _traffic = Traffic.Passes;
                // Until the server has committed.
                await Task.Delay(300);
                return;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }
}
